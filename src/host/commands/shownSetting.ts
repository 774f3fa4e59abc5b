/**
 * A setting as a report may show it. Paths say who somebody is: that there is one is enough. Of an
 * address only where it leads: some carry a name and a password.
 */
export function shownSetting(key: string, value: string | number | boolean): string {
  const text = String(value);
  if (text === '') return 'not set';
  if (key === 'nodePath' || (key === 'model' && /[\\/]/.test(text))) return 'a path';
  if (!/address$/i.test(key)) return text;
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return 'no address';
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}
