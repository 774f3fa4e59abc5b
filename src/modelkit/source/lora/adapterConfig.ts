import { AppError } from '../../../protocol/appError';
import type { JsonObject } from '../jsonFile';
import { isJsonObject } from '../jsonFile';
import { jsonFlag, jsonText, requiredJsonNumber } from '../jsonFields';
import { invalidFile, printable } from '../sourceErrors';

const file = 'adapter_config.json';

/** What a PEFT adapter_config.json says about ranks and scales. */
export interface AdapterConfig {
  readonly rank: number;
  readonly alpha: number;
  /** rsLoRA: the scale is alpha / √rank instead of alpha / rank. */
  readonly rankStabilised: boolean;
  readonly rankPattern: readonly PatternEntry[];
  readonly alphaPattern: readonly PatternEntry[];
  /** Rows that were trained whole: end of a module's path → ids of tokens. */
  readonly tokenRows: ReadonlyMap<string, readonly number[]>;
}

interface PatternEntry {
  /** The end of a module's path: `v_proj`, `layers.1.mlp.down_proj`. */
  readonly suffix: string;
  /** Written with `^`: it is the whole path, not an end of it. */
  readonly whole: boolean;
  readonly value: number;
}

/** Settings that make an adapter more than W + scale · B · A and single rows. On = not null, false, or empty. */
const unsupported = [
  'use_dora',
  'lora_bias',
  'fan_in_fan_out',
  'modules_to_save',
  'layer_replication',
  'target_parameters',
  'alora_invocation_tokens',
  'use_qalora',
  'use_bdlora',
  'arrow_config',
  'kasa_config',
  'velora_config',
  'monteclora_config',
] as const;

/** Initialisations that leave the base weights alone; PiSSA, OLoRA, CorDA and LoftQ change them. */
const plainInitialisations: ReadonlySet<unknown> = new Set([
  'gaussian',
  'eva',
  'orthogonal',
  'mica',
  'true',
]);

/**
 * Reads adapter_config.json.
 *
 * @throws AppError `adapter-mismatch` for an adapter that is no plain LoRA, `model-file-invalid`
 */
export function adapterConfig(json: JsonObject): AdapterConfig {
  const type = jsonText(json, 'peft_type', file);
  if (type !== 'LORA') throw notPlain(`is of the type "${printable(type ?? 'none')}"`);
  for (const key of unsupported) {
    if (isOn(json[key])) throw notPlain(`uses "${key}"`);
  }
  const bias = jsonText(json, 'bias', file) ?? 'none';
  if (bias !== 'none') throw notPlain(`trains biases ("${printable(bias)}")`);
  const initial = json.init_lora_weights ?? true;
  if (typeof initial !== 'boolean' && !plainInitialisations.has(initial)) {
    throw notPlain('starts from changed base weights ("init_lora_weights")');
  }
  const rank = requiredJsonNumber(json, 'r', file);
  if (!Number.isInteger(rank) || rank < 1) throw invalidFile(file, `"r" is ${rank}`);
  return {
    rank,
    alpha: requiredJsonNumber(json, 'lora_alpha', file),
    rankStabilised: jsonFlag(json, 'use_rslora', file),
    rankPattern: patternOf(json, 'rank_pattern'),
    alphaPattern: patternOf(json, 'alpha_pattern'),
    tokenRows: tokenRowsOf(json),
  };
}

/** An `adapter-mismatch` error; `what` ends the sentence "The adapter …". */
export function notPlain(what: string): AppError {
  return new AppError(
    'adapter-mismatch',
    `The adapter ${what}, which is not supported; merge it with PEFT and use the merged model.`,
  );
}

function isOn(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isJsonObject(value) || Object.keys(value).length > 0;
}

function patternOf(json: JsonObject, key: string): readonly PatternEntry[] {
  const found = json[key] ?? {};
  if (!isJsonObject(found)) throw invalidFile(file, `"${key}" is not an object`);
  return Object.entries(found).map(([pattern, value]) => {
    // PEFT takes patterns as regular expressions. Running one from a file could hang, so only plain
    // module paths are taken.
    const suffix = pattern.replace(/^\^/, '');
    if (!/^[A-Za-z0-9_.]+$/.test(suffix)) {
      throw notPlain(`has the pattern "${printable(pattern)}" in "${key}"`);
    }
    const whole = suffix !== pattern;
    if (typeof value === 'number' && Number.isFinite(value)) return { suffix, whole, value };
    throw invalidFile(file, `"${key}" has a value that is not a number`);
  });
}

/** PEFT takes a list as rows of the input embedding, or a list for each module. */
function tokenRowsOf(json: JsonObject): ReadonlyMap<string, readonly number[]> {
  const key = 'trainable_token_indices';
  const found = json[key] ?? {};
  const byModule = Array.isArray(found) ? { embed_tokens: found } : found;
  if (!isJsonObject(byModule)) throw invalidFile(file, `"${key}" is not a list or an object`);
  const rows = Object.entries(byModule).map(([module, ids]): [string, readonly number[]] => {
    if (Array.isArray(ids) && ids.every(isRow) && new Set(ids).size === ids.length) {
      return [module, ids];
    }
    throw invalidFile(file, `"${key}" holds something else than different token ids`);
  });
  return new Map(rows.filter(([, ids]) => ids.length > 0));
}

function isRow(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The rank and scale of one module, by PEFT's rule: the first pattern that ends its path wins. */
export function moduleScale(
  config: AdapterConfig,
  module: string,
): { readonly rank: number; readonly scale: number } {
  const rank = matched(config.rankPattern, module) ?? config.rank;
  const alpha = matched(config.alphaPattern, module) ?? config.alpha;
  return { rank, scale: alpha / (config.rankStabilised ? Math.sqrt(rank) : rank) };
}

/** Source: peft utils/other.py#get_pattern_key: `(.*\.)?(pattern)$` */
function matched(pattern: readonly PatternEntry[], module: string): number | undefined {
  const found = pattern.find(({ suffix, whole }) =>
    whole ? module === suffix : endsPath(module, suffix),
  );
  return found?.value;
}

/** Whether `suffix` is the module's path or whole names at its end. */
export function endsPath(module: string, suffix: string): boolean {
  return module === suffix || module.endsWith(`.${suffix}`);
}
