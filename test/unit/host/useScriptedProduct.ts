import { afterAll, beforeAll, vi } from 'vitest';
import { ScriptedProduct } from '../support/scriptedProduct';

/** Installs the product before the tests of a file, with a cache of its own, and removes it after them. */
export function useScriptedProduct(): () => ScriptedProduct {
  let product: ScriptedProduct;
  beforeAll(async () => {
    product = await ScriptedProduct.install();
    vi.stubEnv('TOKENSKIP_CACHE', product.cacheDir);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await product.remove();
  });
  return () => product;
}
