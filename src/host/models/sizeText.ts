/** A size for people: `412 MB`, `1.1 GB`; decimal, as disks and downloads are sold. */
export function sizeText(bytes: number): string {
  const megabytes = bytes / 1e6;
  if (megabytes < 999.5) return `${Math.max(1, Math.round(megabytes))} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
