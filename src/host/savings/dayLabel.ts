import { env } from 'vscode';

/** A calendar day (`2026-11-24`) as the person's language writes it, with the year of another one. */
export function dayLabel(day: string, now = new Date()): string {
  const date = new Date(`${day}T00:00:00`);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(env.language, {
    day: '2-digit',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}
