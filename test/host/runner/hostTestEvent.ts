/** A line of the report that the extension host writes while its tests run. */
export type HostTestEvent =
  | { readonly kind: 'pass'; readonly title: string; readonly durationMs: number }
  | { readonly kind: 'skip'; readonly title: string }
  | { readonly kind: 'fail'; readonly title: string; readonly message: string }
  /** Something worth reading that no test asserts, such as a time. */
  | { readonly kind: 'note'; readonly text: string }
  /** The last line; `error` says what kept the tests from running, or that some failed. */
  | { readonly kind: 'end'; readonly error?: string };
