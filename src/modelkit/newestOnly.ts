/** Passes on at most one value each `intervalMs`; the newest is never lost. */
export function newestOnly<T>(intervalMs: number, send: (value: T) => void): (value: T) => void {
  let newest: { readonly value: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  return (value) => {
    newest = { value };
    timer ??= setTimeout(() => {
      timer = undefined;
      if (newest !== undefined) send(newest.value);
    }, intervalMs).unref();
  };
}
