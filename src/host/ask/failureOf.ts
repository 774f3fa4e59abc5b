import { toErrorData } from '../../protocol/appError';
import type { AnswerFailure } from '../../protocol/webview/answerView';
import { failureText } from '../failureText';
import { isRetryable } from './isRetryable';

/** What a page says of an error, in the language of the editor. */
export function failureOf(error: unknown): AnswerFailure {
  const failure = toErrorData(error);
  const { code } = failure;
  return { code, message: failureText(failure), isRetryable: isRetryable(code) };
}
