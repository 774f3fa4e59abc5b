/** VS Code's store of a workspace, as a table. */
export class TableMemento {
  readonly table = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.table.keys()];
  }
  // The signature is VS Code's: what comes back is whatever was put in.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  get<T>(key: string): T | undefined {
    return this.table.get(key) as T | undefined;
  }
  update(key: string, value: unknown): Promise<void> {
    this.table.set(key, structuredClone(value));
    return Promise.resolve();
  }
}
