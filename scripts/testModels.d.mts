export function prepareModels(): Promise<Readonly<Record<string, string>> | undefined>;
