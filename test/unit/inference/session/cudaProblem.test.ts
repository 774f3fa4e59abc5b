import { describe, expect, it } from 'vitest';
import { cudaProblem } from '../../../../src/inference/session/cudaProblem';
import { driverFile, machine } from './machine';

const libraryFolder = '/home/me/node_modules/onnxruntime-node/bin/napi-v6/linux/x64';
const runtime = { version: '1.30.0', libraryFolder };
const providers = Object.fromEntries(
  ['shared', 'cuda'].map((name) => [`${libraryFolder}/libonnxruntime_providers_${name}.so`, '']),
);

function loaderCache(...names: readonly string[]): Readonly<Record<string, string>> {
  const lines = names.map((name) => `\t${name} (libc6,x86-64) => /usr/lib/${name}`);
  return { '/sbin/ldconfig -p': [`${names.length} libs found`, ...lines].join('\n') };
}

const cuda12 = ['libcudart.so.12', 'libcublas.so.12', 'libcublasLt.so.12', 'libcufft.so.11'];
const driver = driverFile('550.54.15');

describe('cudaProblem', () => {
  it('finds nothing to say where everything is', async () => {
    const view = machine({
      files: { ...driver, ...providers },
      programs: loaderCache(...cuda12, 'libcudnn.so.9'),
    });
    expect(await cudaProblem(view, runtime)).toBeUndefined();
  });

  it('takes libraries of the folders that the environment names', async () => {
    const folder = '/opt/cuda/lib64';
    const files = [...cuda12, 'libcudnn.so.9'].map((name) => [`${folder}/${name}`, ''] as const);
    const view = machine({
      files: { ...driver, ...providers, ...Object.fromEntries(files) },
      env: { LD_LIBRARY_PATH: `/empty::${folder}` },
    });
    expect(await cudaProblem(view, runtime)).toBeUndefined();
  });

  it('lists everything where nothing is, without naming a person’s folder', async () => {
    const problem = await cudaProblem(machine({}), runtime);
    expect(problem).toBe(
      'not there: an NVIDIA driver (install 525.60.13 or newer); ' +
        'libonnxruntime_providers_shared.so and libonnxruntime_providers_cuda.so (from the NuGet ' +
        'package Microsoft.ML.OnnxRuntime.Gpu.Linux 1.30.0 into ' +
        'node_modules/onnxruntime-node/bin/napi-v6/linux/x64, see docs/gpu.md); ' +
        'libcudart.so.12, libcublas.so.12, libcublasLt.so.12, libcufft.so.11 (install CUDA 12); ' +
        'libcudnn.so.9 (install cuDNN 9 for CUDA 12)',
    );
  });

  it('does not ask for a driver that is there', async () => {
    const problem = await cudaProblem(machine({ files: driver }), runtime);
    expect(problem).not.toContain('driver');
    expect(problem).toContain('libonnxruntime_providers_cuda.so');
  });

  it('asks nvidia-smi where the kernel says nothing (WSL)', async () => {
    const smi = 'nvidia-smi --query-gpu=driver_version,name --format=csv,noheader';
    const view = machine({
      files: providers,
      programs: {
        ...loaderCache(...cuda12, 'libcudnn.so.9'),
        [smi]: '551.61, NVIDIA GeForce RTX 4070\n',
      },
    });
    expect(await cudaProblem(view, runtime)).toBeUndefined();
  });

  it.each([
    ['470.82.01', true],
    ['525.60.11', true],
    ['525.60.13', false],
    ['535', false],
  ])('knows whether driver %s is too old', async (version, isOld) => {
    const smi = 'nvidia-smi --query-gpu=driver_version,name --format=csv,noheader';
    const view = machine({
      files: providers,
      programs: {
        ...loaderCache(...cuda12, 'libcudnn.so.9'),
        [smi]: `${version.includes('.') ? version : `${version}.0`}, GPU\n`,
      },
    });
    const problem = await cudaProblem(view, runtime);
    expect(problem?.includes('install 525.60.13 or newer') ?? false).toBe(isOld);
  });

  it('says that CUDA 11 does not do', async () => {
    const view = machine({
      files: { ...driver, ...providers },
      programs: loaderCache(
        'libcudart.so.11.0',
        'libcublas.so.11',
        'libcufft.so.10',
        'libcudnn.so.8',
      ),
    });
    const problem = await cudaProblem(view, runtime);
    expect(problem).toContain('(install CUDA 12; CUDA 11 does not do)');
    expect(problem).toContain('(install cuDNN 9 for CUDA 12; cuDNN 8 does not do)');
  });

  it('names cuDNN alone when only that is missing', async () => {
    const view = machine({ files: { ...driver, ...providers }, programs: loaderCache(...cuda12) });
    expect(await cudaProblem(view, runtime)).toBe(
      'not there: libcudnn.so.9 (install cuDNN 9 for CUDA 12)',
    );
  });

  it('says how the loader finds a toolkit that is installed', async () => {
    const files = cuda12.map((name) => [`/usr/local/cuda/lib64/${name}`, ''] as const);
    const view = machine({
      files: { ...driver, ...providers, ...Object.fromEntries(files) },
      programs: loaderCache('libcudnn.so.9'),
    });
    expect(await cudaProblem(view, runtime)).toMatch(
      /for the loader \(add \/usr\/local\/cuda\/lib64 to LD_LIBRARY_PATH\)$/,
    );
  });

  it.each([
    ['win32', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
  ] as const)('says that there is none on %s %s', async (platform, arch) => {
    const problem = await cudaProblem(machine({ platform, arch }), runtime);
    expect(problem).toBe(
      `the runtime has CUDA on Linux x64 only, not on ${platform} ${arch}; use WebGPU`,
    );
  });
});
