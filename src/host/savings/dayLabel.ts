import { env } from 'vscode';

/** A calendar day (`2026-11-24`) as the person's language writes it, short. */
export function dayLabel(day: string): string {
  const date = new Date(`${day}T00:00:00`);
  return new Intl.DateTimeFormat(env.language, {
    day: '2-digit',
    month: 'short',
  }).format(date);
}
