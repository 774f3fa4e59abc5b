const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number of days of a month, which counts from 0. */
export function daysIn(year: number, month: number): number {
  return month === 1 && isLeap(year) ? 29 : (monthLengths[month] ?? 0);
}

export function monthName(month: number): string {
  return monthNames[month] ?? '';
}
