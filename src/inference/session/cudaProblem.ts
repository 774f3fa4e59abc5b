import type { MachineView } from './machineView';
import { nvidiaDriver } from './nvidiaDriver';
import type { RuntimePackage } from './runtimePackage';

/**
 * Oldest driver that runs programs of any CUDA 12.
 *
 * Source: NVIDIA, CUDA Toolkit release notes, «minimum driver versions».
 */
const leastDriver = '525.60.13';

/** Loaded by path, from where the runtime's own library lies. */
const providerLibraries = [
  'libonnxruntime_providers_shared.so',
  'libonnxruntime_providers_cuda.so',
];

/**
 * What the provider library is linked with and the loader must find: stem, and number of the ABI.
 *
 * Source: the runtime's documentation, «CUDA Execution Provider», requirements (CUDA 12, cuDNN 9).
 */
const toolkitLibraries = [
  ['libcudart', 12],
  ['libcublas', 12],
  ['libcublasLt', 12],
  ['libcufft', 11],
] as const;
const cudnn = ['libcudnn', 9] as const;

/** Where the toolkit's installers put its libraries without telling the loader. */
const toolkitFolders = ['/usr/local/cuda/lib64', '/usr/local/cuda-12/lib64'];

/**
 * Why CUDA cannot be used here, each missing part with what to install; undefined when every part
 * was found. Paths in it are only those that are the same on every machine.
 */
export async function cudaProblem(
  view: MachineView,
  runtime: RuntimePackage,
): Promise<string | undefined> {
  if (view.platform !== 'linux' || view.arch !== 'x64') {
    return `the runtime has CUDA on Linux x64 only, not on ${view.platform} ${view.arch}; use WebGPU`;
  }
  const missing = [
    ...(await driverProblem(view)),
    ...providerProblem(view, runtime),
    ...(await libraryProblems(view)),
  ];
  return missing.length === 0 ? undefined : `not there: ${missing.join('; ')}`;
}

async function driverProblem(view: MachineView): Promise<readonly string[]> {
  const driver = await nvidiaDriver(view);
  if (driver === undefined) return [`an NVIDIA driver (install ${leastDriver} or newer)`];
  if (!isOlder(driver.version, leastDriver)) return [];
  return [`a driver for CUDA 12 (this is ${driver.version}; install ${leastDriver} or newer)`];
}

function providerProblem(view: MachineView, runtime: RuntimePackage): readonly string[] {
  const present = view.list(runtime.libraryFolder);
  const missing = providerLibraries.filter((name) => !present.includes(name));
  if (missing.length === 0) return [];
  const inside = runtime.libraryFolder.replace(/^.*(?=node_modules[\\/]onnxruntime-node)/s, '');
  return [
    `${missing.join(' and ')} (from the NuGet package Microsoft.ML.OnnxRuntime.Gpu.Linux ${runtime.version} into ${inside}, see docs/gpu.md)`,
  ];
}

async function libraryProblems(view: MachineView): Promise<readonly string[]> {
  const loadable = await loadableLibraries(view);
  const idle = toolkitFolders.flatMap((folder) =>
    view.list(folder).map((name) => ({ folder, name })),
  );
  const explain = (
    what: string,
    wanted: readonly (readonly [string, number])[],
    install: string,
  ): readonly string[] => {
    const missing = wanted.filter(([stem, abi]) => !loadable.has(`${stem}.so.${abi}`));
    if (missing.length === 0) return [];
    const names = missing.map(([stem, abi]) => `${stem}.so.${abi}`);
    const folder = idle.find(({ name }) => names.includes(name))?.folder;
    if (folder !== undefined) {
      return [`${names.join(', ')} for the loader (add ${folder} to LD_LIBRARY_PATH)`];
    }
    const others = otherVersions(wanted[0], loadable);
    const present = others.length === 0 ? '' : `; ${what} ${others.join(', ')} does not do`;
    return [`${names.join(', ')} (install ${install}${present})`];
  };
  return [
    ...explain('CUDA', toolkitLibraries, 'CUDA 12'),
    ...explain('cuDNN', [cudnn], 'cuDNN 9 for CUDA 12'),
  ];
}

/** Versions of a library that the loader finds beside the wanted one. */
function otherVersions(
  wanted: readonly [string, number] | undefined,
  loadable: ReadonlySet<string>,
): readonly string[] {
  const [stem, abi] = wanted ?? ['', 0];
  const versions = [...loadable]
    .filter((name) => name.startsWith(`${stem}.so.`))
    .map((name) => /^\d+/.exec(name.slice(stem.length + 4))?.[0])
    .filter((version) => version !== undefined && version !== String(abi));
  return [...new Set(versions.filter((version) => version !== undefined))].sort();
}

/** Names of the libraries that the loader finds: its cache, then the folders of the environment. */
async function loadableLibraries(view: MachineView): Promise<ReadonlySet<string>> {
  const cache = (await view.run('/sbin/ldconfig', ['-p'])) ?? '';
  const cached = [...cache.matchAll(/^\s+(\S+) \(.*x86-64.*\) =>/gm)].map((line) => line[1] ?? '');
  const folders = (view.env.LD_LIBRARY_PATH ?? '').split(':').filter((folder) => folder !== '');
  return new Set([...cached, ...folders.flatMap((folder) => view.list(folder))]);
}

/** Compares dotted numbers. */
function isOlder(version: string, least: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of least.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}
