import Module from 'node:module';
import { join } from 'node:path';
import { Uri } from 'vscode';

/** Node.js's own way to load a module; VS Code has put itself in front of it for `vscode`. */
const loader = Module as unknown as {
  _load: (
    request: string,
    parent: { readonly filename: string } | undefined,
    ...more: unknown[]
  ) => unknown;
};

/** What a bundle of the extension gives VS Code. */
interface Extension {
  readonly activate: (context: object) => void;
}

/** Anything that registering returns: every call on it does nothing. */
const silent: object = new Proxy(
  {},
  { get: (_, name) => (name === 'then' ? undefined : () => silent), set: () => true },
);

/**
 * Milliseconds of processor time that this process spends on loading a fresh copy of the bundle
 * and calling its `activate`. Names can be registered once only, and the running copy has them:
 * what registers, creates or executes does nothing here.
 */
export function activationMs(extensionRoot: string): number {
  const require = Module.createRequire(join(extensionRoot, 'package.json'));
  const bundle = require.resolve('./dist/extension.js');
  const load = loader._load;
  loader._load = (request, parent, ...more) => {
    const loaded = load.call(Module, request, parent, ...more);
    return request === 'vscode' && parent?.filename === bundle ? quiet(loaded as object) : loaded;
  };
  const running = require.cache[bundle];
  Reflect.deleteProperty(require.cache, bundle);
  const subscriptions: { dispose: () => void }[] = [];
  try {
    const before = process.cpuUsage();
    const { activate } = require(bundle) as Extension;
    activate(contextOf(extensionRoot, bundle, subscriptions));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  } finally {
    loader._load = load;
    if (running !== undefined) require.cache[bundle] = running;
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/** VS Code's API, whose namespaces leave nothing behind. */
function quiet(api: object): object {
  const names = ['commands', 'window', 'workspace', 'chat', 'lm'];
  return new Proxy(
    {},
    {
      get: (_, name) => {
        const value = Reflect.get(api, name) as unknown;
        return names.includes(String(name)) ? withoutEffects(value as object) : value;
      },
    },
  );
}

function withoutEffects(namespace: object): object {
  return new Proxy(
    {},
    {
      get: (_, name) =>
        /^(?:register|create|execute)/.test(String(name))
          ? () => silent
          : (Reflect.get(namespace, name) as unknown),
    },
  );
}

/** A context without anything kept, which keeps nothing: its storage would lie in a file. */
function contextOf(
  extensionRoot: string,
  bundle: string,
  subscriptions: { dispose: () => void }[],
): object {
  return {
    subscriptions,
    extensionPath: extensionRoot,
    extensionUri: Uri.file(extensionRoot),
    globalStorageUri: Uri.file(bundle),
    workspaceState: { get: () => undefined, update: () => Promise.resolve() },
    secrets: { get: () => Promise.resolve(undefined) },
  };
}
