import { AppError } from '../../protocol/appError';

const remedy = 'download the file again or choose another one';

/**
 * A `model-file-invalid` error for damaged or hostile bytes.
 *
 * @param file name shown to people (no folder)
 * @param what what was found, as the end of "<file> cannot be used: …"
 * @param offset byte position in the file, where one is known
 */
export function invalidFile(file: string, what: string, offset?: number): AppError {
  const where = offset === undefined ? '' : ` (at byte ${offset})`;
  return new AppError('model-file-invalid', `${file} cannot be used: ${what}${where}; ${remedy}.`, {
    file,
    ...(offset === undefined ? {} : { offset }),
  });
}

/** An `unsupported-tensor-type` error naming the tensor and its type. */
export function unsupportedType(file: string, tensor: string, type: string): AppError {
  return new AppError(
    'unsupported-tensor-type',
    `${file} stores "${printable(tensor)}" as ${type}, which is not supported; use a file in F32, F16, ` +
      'BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K or Q6_K.',
    { file, tensor: printable(tensor), type },
  );
}

/** An `unsupported-architecture` error; `what` ends the sentence "<file> …". */
export function unsupportedModel(file: string, what: string): AppError {
  return new AppError(
    'unsupported-architecture',
    `${file} ${what}; choose a Llama or Qwen2 text model.`,
    { file },
  );
}

/** Text from a file in one line that a terminal may get: control characters replaced. */
export function oneLine(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}

/** The same for messages: at most 80 characters. */
export function printable(text: string): string {
  const clean = oneLine(text.slice(0, 80));
  return text.length > 80 ? `${clean}…` : clean;
}
