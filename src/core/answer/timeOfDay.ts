/** 3:30 PM: equal to 3:30 and 15:30, but not to 3:30 AM. */
export interface TimeOfDay {
  readonly kind: 'timeOfDay';
  readonly half: 'am' | 'pm';
  /** As written, from 0:00: 12,600 for 3:30 in either half. */
  readonly seconds: number;
}

/** `text` as a time with its half of the day; words may follow, such as a day. */
export function readTimeOfDay(text: string): TimeOfDay | undefined {
  const match = /^(\d{1,2}(?::\d\d){0,2}) ?([ap])\.?m\b\.?(?: [A-Za-z ]{1,60})?$/i.exec(text);
  if (!match) return undefined;
  const half = /a/i.test(match[2]!) ? 'am' : 'pm';
  return { kind: 'timeOfDay', half, seconds: clockSeconds(match[1]!.split(':').map(Number)) };
}

/** The seconds of hours, minutes and seconds, of which the latter may be missing. */
export function clockSeconds([hours = 0, minutes = 0, seconds = 0]: readonly number[]): number {
  return (hours * 60 + minutes) * 60 + seconds;
}

const halfDaySeconds = 12 * 60 * 60;

/** Seconds since midnight: 12 AM is 0. Hours above 12 say themselves which half they are of. */
export function secondsOfDay({ half, seconds }: TimeOfDay): number {
  if (seconds >= halfDaySeconds + 3600) return seconds;
  return (seconds % halfDaySeconds) + (half === 'pm' ? halfDaySeconds : 0);
}
