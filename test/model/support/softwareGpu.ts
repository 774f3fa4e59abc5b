import { existsSync } from 'node:fs';

/** The software Vulkan driver that Debian's chromium brings; needs libvulkan1 beside it. */
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * True when a WebGPU adapter can be had: a driver named by the environment, or the software one,
 * which this call then selects. Call it before the first session is made.
 */
export function selectSoftwareGpu(): boolean {
  if (process.env.VK_ICD_FILENAMES !== undefined) return true;
  if (!existsSync(softwareDriver)) return false;
  process.env.VK_ICD_FILENAMES = softwareDriver;
  return true;
}
