import { build } from '../../../scripts/build.mjs';
import { installWorkbench } from '../../../scripts/editor/workbench.mjs';
import { prepareModels } from '../../../scripts/testModels.mjs';

/**
 * Once before all tests: what they open is built from what is in the tree, and the environment says
 * where the models are (`TOKENSKIP_TEST_MODEL_DIR`), as in all tests on real weights.
 */
export default async function prepare(): Promise<void> {
  await build();
  await installWorkbench();
  if (process.env.TOKENSKIP_TEST_MODEL_DIR === undefined)
    Object.assign(process.env, await prepareModels());
}
