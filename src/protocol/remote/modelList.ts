import type { Check } from '../guards';
import { accept, arrayOf, integerIn, nullOr, object, optional, text } from '../guards';
import { limits } from '../limits';

/** A model of a server. */
export interface RemoteModelInfo {
  readonly name: string;
  /** Tokens, prompt and answer together; undefined where the server does not say. */
  readonly contextLength: number | undefined;
  /** The server puts every prompt into the model's template, completions too (Ollama). */
  readonly alwaysTemplates: boolean;
}

interface WireModel {
  readonly id: string;
  readonly owned_by?: string | null;
  /** vLLM. */
  readonly max_model_len?: number | null;
  /** llama.cpp. */
  readonly meta?: { readonly n_ctx?: number | null } | null;
}

const tokens = nullOr(integerIn(1, limits.contextLength));

const wireList: Check<{ readonly data: readonly WireModel[] }> = object<{
  readonly data: readonly WireModel[];
}>({
  data: arrayOf(
    object<WireModel>({
      id: text(limits.nameLength, 1),
      owned_by: optional(nullOr(text(limits.nameLength))),
      max_model_len: optional(tokens),
      meta: optional(nullOr(object({ n_ctx: optional(tokens) }))),
    }),
    // A router of many providers lists about 500.
    10_000,
  ),
});

/** The models of an answer to `GET /v1/models`; undefined where it is none. */
export function readModelList(value: unknown): readonly RemoteModelInfo[] | undefined {
  const list = accept(wireList, value, 'models');
  if (!list.ok) return undefined;
  return list.value.data.map(({ id, owned_by, max_model_len, meta }) => ({
    name: id,
    contextLength: max_model_len ?? meta?.n_ctx ?? undefined,
    // Ollama's word for the owner of every model; no other server is known to use it.
    alwaysTemplates: owned_by === 'library',
  }));
}
