import type { MachineView } from './machineView';
import { nvidiaDriver } from './nvidiaDriver';

/** Where Windows keeps what it knows of the first display adapters. */
const displayAdapters = ['0000', '0001'].map(
  (name) =>
    `HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}\\${name}`,
);

const vulkanFolders = ['/etc/vulkan/icd.d', '/usr/share/vulkan/icd.d'];

/**
 * What a verdict on devices holds for: processor, system, and GPUs with their drivers as far as they
 * can be told without starting one. The runtime's binding does not say which adapter it takes, so
 * this tells of all; a driver that says nothing of its version is `unknown`, and then only its
 * kernel's release tells that it changed.
 */
export async function machineIdentity(view: MachineView): Promise<string> {
  const graphics = await graphicsParts(view);
  return [
    view.processor,
    `${view.platform} ${view.arch} ${view.release}`,
    ...(graphics.length === 0 ? ['graphics driver unknown'] : graphics),
  ].join(', ');
}

async function graphicsParts(view: MachineView): Promise<readonly string[]> {
  if (view.platform === 'darwin') return ['graphics driver of the system'];
  if (view.platform === 'win32') return windowsAdapters(view);
  return [...(await nvidiaPart(view)), ...linuxCards(view), ...vulkanDrivers(view)];
}

async function nvidiaPart(view: MachineView): Promise<readonly string[]> {
  const driver = await nvidiaDriver(view);
  return driver === undefined ? [] : [`NVIDIA ${driver.version}`, ...driver.gpus];
}

/** PCI numbers of the cards: `0x1002:0x744c`. */
function linuxCards(view: MachineView): readonly string[] {
  const cards = view.list('/sys/class/drm').filter((name) => /^card\d+$/.test(name));
  return cards.flatMap((name) => {
    const [vendor, device] = ['vendor', 'device'].map((file) =>
      view.read(`/sys/class/drm/${name}/device/${file}`)?.trim(),
    );
    return vendor === undefined || device === undefined ? [] : [`card ${vendor}:${device}`];
  });
}

/** Vulkan's drivers with the version each says it speaks, and those the environment names. */
function vulkanDrivers(view: MachineView): readonly string[] {
  const installed = vulkanFolders.flatMap((folder) =>
    view.list(folder).map((name) => {
      const version = /"api_version"\s*:\s*"([^"]+)"/.exec(view.read(`${folder}/${name}`) ?? '');
      return `${name} ${version?.[1] ?? 'unknown'}`;
    }),
  );
  const chosen = ['VK_ICD_FILENAMES', 'VK_DRIVER_FILES'].flatMap((name) => {
    const value = view.env[name];
    return value === undefined || value === '' ? [] : [`${name}=${value}`];
  });
  return [...installed, ...chosen];
}

async function windowsAdapters(view: MachineView): Promise<readonly string[]> {
  const texts = await Promise.all(displayAdapters.map((key) => view.run('reg', ['query', key])));
  return texts.flatMap((text) => {
    const value = (name: string): string | undefined =>
      new RegExp(`^\\s*${name}\\s+REG_SZ\\s+(.+)$`, 'm').exec(text ?? '')?.[1]?.trim();
    const version = value('DriverVersion');
    return version === undefined ? [] : [`${value('DriverDesc') ?? 'adapter'} ${version}`];
  });
}
