import { build } from '../../../scripts/build.mjs';
import { installWorkbench } from '../../../scripts/editor/workbench.mjs';

/** Once before all tests: what they open is built from what is in the tree. */
export default async function prepare(): Promise<void> {
  await build();
  await installWorkbench();
}
