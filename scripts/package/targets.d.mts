export const TARGETS: Readonly<Record<string, string | undefined>>;

export function isNeededLibrary(name: string): boolean;
