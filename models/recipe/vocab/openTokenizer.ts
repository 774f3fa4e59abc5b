import { openFile } from '../../../src/modelkit/source/byteSource';
import { readGguf } from '../../../src/modelkit/source/gguf/readGguf';
import type { JsonObject } from '../../../src/modelkit/source/jsonFile';
import { tokenizerFromGguf } from '../../../src/modelkit/tokenizer/tokenizerFromGguf';

/** The full `tokenizer.json` of a GGUF file. */
export async function tokenizerJsonOf(ggufPath: string): Promise<JsonObject> {
  const source = await openFile(ggufPath);
  try {
    return tokenizerFromGguf(await readGguf(source)).tokenizerJson;
  } finally {
    await source.close();
  }
}
