import { toErrorData } from '../../protocol/appError';
import type { AnswerFailure } from '../../protocol/webview/answerView';
import { isRetryable } from './isRetryable';

/** What a page says of an error. */
export function failureOf(error: unknown): AnswerFailure {
  const { code, message } = toErrorData(error);
  return { code, message, isRetryable: isRetryable(code) };
}
