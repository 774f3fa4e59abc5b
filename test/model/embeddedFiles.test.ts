import { expect, it } from 'vitest';
import { defaultModelId } from '../../src/modelkit/catalogue/catalogue';
import { verifyModel } from '../../src/modelkit/manifest/verifyModel';
import { embeddedModelDir } from '../support/embeddedModel';

it('the files of the embedded model are those that it was measured with', async () => {
  expect(await verifyModel(embeddedModelDir)).toMatchObject({ id: defaultModelId });
});
