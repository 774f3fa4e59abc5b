/** `08:05`: the time of day some minutes after midnight. */
export function clock(minutes: number): string {
  const text = (value: number): string => String(value).padStart(2, '0');
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}`;
}

/** `8 * 60 + 5`: the minutes from midnight to a time of day, as a chain writes them. */
export function sinceMidnight(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return minute === 0 ? `${hour} * 60` : `${hour} * 60 + ${minute}`;
}
