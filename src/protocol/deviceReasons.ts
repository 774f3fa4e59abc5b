/**
 * The phrases that the reasons for and against a device are made of, with places for their parts.
 * The engine writes them in English; the editor knows them by their form and says them in its own
 * language. A phrase that can be taken for another one stands below it.
 */
export const devicePhrases = {
  remembered: 'remembered from {0}: {1}',
  askedFor: 'asked for',
  alone: 'no other device is there',
  fastest: 'the fastest: {0}',
  rightAndFastest: 'right and the fastest: {0}',
  right: 'right: {0}',
  slower: 'right but slower: {0}',
  muchSlower: 'much slower, not compared any further: {0}',
  endedEngine: 'ended the engine when it was tried on {0}; "tokenskip doctor" tries it again',
  notStarted: 'could not be started ({0})',
  failedAtOnce: 'failed on its first run ({0})',
  noNumbers: 'computes no numbers',
  differs: "computes something else: its results differ from the CPU's by {0} %",
  speed: '{0} ms a token',
  speedOn: '{0} ms on {1}',
} as const;

export type DevicePhrase = keyof typeof devicePhrases;

/** The phrase with its parts in their places. */
export function devicePhrase(name: DevicePhrase, ...parts: readonly string[]): string {
  return devicePhrases[name].replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '');
}

/** The first phrase that `text` has the form of, and its parts; undefined where it has none. */
export function readDevicePhrase(
  text: string,
): { readonly name: DevicePhrase; readonly parts: readonly string[] } | undefined {
  for (const [name, form] of forms) {
    const match = form.exec(text);
    if (match !== null) return { name, parts: match.slice(1) };
  }
  return undefined;
}

const forms = Object.entries(devicePhrases).map(([name, phrase]) => [
  name as DevicePhrase,
  new RegExp(`^${phrase.replace(/[().]/g, '\\$&').replace(/\{\d\}/g, '(.+?)')}$`),
]) satisfies readonly (readonly [DevicePhrase, RegExp])[];
