import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { huggingFaceHome } from './hubFolders';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The token that the hub's own tools would use: `HF_TOKEN`, else the file that `hf auth login`
 * writes (`HF_TOKEN_PATH`, else `token` in the Hugging Face folder). Undefined where there is none.
 *
 * Source: huggingface/huggingface_hub:src/huggingface_hub/utils/_auth.py#get_token
 */
export async function readHubToken(env: Environment): Promise<string | undefined> {
  for (const value of [env.HF_TOKEN, env.HUGGING_FACE_HUB_TOKEN]) {
    const token = clean(value ?? '');
    if (token !== undefined) return token;
  }
  const named = env.HF_TOKEN_PATH ?? '';
  const path = named === '' ? join(huggingFaceHome(env), 'token') : named;
  return clean(await readFile(path, 'utf8').catch(() => ''));
}

/** What no header can hold is no token. */
function clean(text: string): string | undefined {
  const token = text.trim();
  return /^[!-~]+$/.test(token) ? token : undefined;
}
