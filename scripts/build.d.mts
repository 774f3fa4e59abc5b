export function build(options?: { readonly force?: boolean }): Promise<boolean>;
