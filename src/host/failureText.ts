import { l10n } from 'vscode';
import type { ErrorDetails } from '../protocol/appError';
import type { ErrorCode } from '../protocol/errorCodes';
import { sizeText } from './models/sizeText';

/** What is read of a failure. */
interface ToldFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails | undefined;
}

/**
 * A failure as people read it. In English that is its own sentence, which says most; in any other
 * language the sentence of its code, with what its details name.
 */
export function failureText(failure: ToldFailure): string {
  if (l10n.bundle === undefined) return failure.message;
  const sentence = sentences[failure.code](failure);
  const subject = subjectOf(failure.details);
  const isNamed = subject === undefined || sentence.includes(subject);
  return withHint(isNamed ? sentence : `${subject}: ${sentence}`, failure.details);
}

/** With what else helps, which stands in the language of the editor already. */
function withHint(text: string, { hint }: ErrorDetails = {}): string {
  return typeof hint !== 'string' || text.includes(hint) ? text : `${text} ${hint}`;
}

/** Who or what failed, where the details name it. */
function subjectOf(details: ErrorDetails = {}): string | undefined {
  const named = details.repository ?? details.host ?? details.file;
  return typeof named === 'string' && named !== '' ? named : undefined;
}

/** The host has written it in the language of the editor already. */
const asWritten = ({ message }: ToldFailure): string => message;

const stopped = (): string => l10n.t('Stopped.');

const damaged = (): string =>
  l10n.t(
    'A file of the model is damaged or of another version: remove the model and get it again.',
  );

const unsupported = (): string =>
  l10n.t('This model is of a kind that TokenSkip cannot run: choose a Llama or Qwen2 text model.');

const brokenLink = (): string =>
  l10n.t(
    'The extension and its engine do not understand each other: reload the window, or install TokenSkip again.',
  );

/** One for each code: what is missing here does not compile. */
const sentences: Readonly<Record<ErrorCode, (failure: ToldFailure) => string>> = {
  'invalid-argument': invalidArgument,
  'empty-question': () => l10n.t('There is nothing to answer: type a question.'),
  'question-too-long': questionTooLong,
  'not-maths-or-logic': asWritten,
  'unknown-ratio': () => l10n.t('This model cannot be asked for this ratio: choose another one.'),
  'model-not-found': modelNotFound,
  'model-file-invalid': damaged,
  'model-digest-mismatch': () =>
    l10n.t(
      'A file is not the expected one: remove the model and get it again, or name another mirror.',
    ),
  'model-not-loaded': () => l10n.t('No model is loaded: ask again.'),
  'model-in-use': () =>
    l10n.t(
      'Another window or program is fetching or converting this model: stop it there, or wait until it has ended.',
    ),
  'unsupported-architecture': unsupported,
  'unsupported-tensor-type': unsupported,
  'adapter-mismatch': () =>
    l10n.t(
      'The adapter does not belong to this model: install TokenSkip again, or choose another adapter.',
    ),
  'disk-full': diskFull,
  'folder-unreadable': () =>
    l10n.t(
      'A file or folder cannot be read or written: check its permissions, or set TOKENSKIP_CACHE to another folder.',
    ),
  'not-enough-memory': notEnoughMemory,
  'device-unavailable': () =>
    l10n.t('This device cannot be used here: choose «auto» or «cpu» in the settings.'),
  'bad-results': () =>
    l10n.t(
      'The model computed values that are not numbers: choose the device «cpu» in the settings, or get the model again.',
    ),
  'engine-missing': asWritten,
  'download-failed': ({ details }) =>
    details?.unreachable === true
      ? l10n.t(
          'The download gets no answer: check the network and try again, what was fetched is kept.',
        )
      : l10n.t(
          'The download failed: try again, what was fetched is kept, or name another mirror in the settings.',
        ),
  'download-proxy': () =>
    l10n.t(
      'A proxy does not let the download through: check its address and password in the settings of VS Code.',
    ),
  'download-certificate': () =>
    l10n.t(
      'The certificate is not trusted here: add that of your network to the certificates of the system.',
    ),
  'hub-gated': () =>
    l10n.t(
      'The model is gated: accept its terms on its page, then set a token (TokenSkip: Set Hub Token…).',
    ),
  'hub-token': () =>
    l10n.t('A token that may read this model is needed: set one (TokenSkip: Set Hub Token…).'),
  'hub-not-found': () =>
    l10n.t(
      'The hub has no such model, revision or file, or it is private: check the name or the mirror.',
    ),
  'hub-busy': () =>
    l10n.t('The hub had too many requests: try again in some minutes, what was fetched is kept.'),
  'engine-exited': () =>
    l10n.t(
      'The program that does the work ended unexpectedly: try again, what was finished is kept.',
    ),
  'engine-start-failed': () =>
    l10n.t(
      'The program that does the work could not be started: check the path of Node in the settings.',
    ),
  'engine-failed': () =>
    l10n.t(
      'The engine failed several times and was not started again: ask again, and see the log for the reason.',
    ),
  'protocol-mismatch': brokenLink,
  'bad-message': brokenLink,
  'remote-unreachable': () =>
    l10n.t('The server cannot be reached: start it, or correct its address or the proxy.'),
  'remote-key': () =>
    l10n.t('The server does not accept the key: set the right one (TokenSkip: Set Remote Key…).'),
  'remote-model-unknown': () =>
    l10n.t('The server does not know this model: choose one of its models in the Models view.'),
  'remote-not-streaming': () =>
    l10n.t(
      'The server does not stream its answers: switch streaming on there, or correct the address.',
    ),
  'remote-busy': () =>
    l10n.t("The server is busy or failing: ask again later, or look at the server's log."),
  'remote-cut': () =>
    l10n.t('The server broke the answer off: ask again, or see whether it is overloaded.'),
  'remote-refused': () =>
    l10n.t('The server refused the request: check its address and the model.'),
  'remote-proxy': () =>
    l10n.t(
      "A proxy before the server asks for a password: put it in the proxy's address, or exclude this server from the proxy.",
    ),
  'remote-unsupported': () =>
    l10n.t('A model on a server cannot do this: choose a model of this machine.'),
  'deadline-exceeded': () => l10n.t('The engine did not answer in time: ask again.'),
  cancelled: stopped,
  internal: ({ message }) => l10n.t('A fault of TokenSkip itself: {0}', message),
};

function invalidArgument({ message, details }: ToldFailure): string {
  if (details?.setting === 'tokenskip.remote.address') {
    return details.isMissing === true
      ? l10n.t('No server is set: write its address into the settings first.')
      : l10n.t(
          'The setting {0} must be like {1}: correct it.',
          details.setting,
          'http://localhost:8000/v1',
        );
  }
  return l10n.t('This is not possible: {0}', message);
}

function questionTooLong({ details = {} }: ToldFailure): string {
  const { tokens, contextLength } = details;
  return typeof tokens === 'number' && typeof contextLength === 'number'
    ? l10n.t(
        'The question takes {0} tokens, and this model reads {1} with the answer: shorten it.',
        tokens,
        contextLength,
      )
    : l10n.t('The question is longer than this model can read: shorten it.');
}

function modelNotFound({ details = {} }: ToldFailure): string {
  return details.file === undefined
    ? l10n.t(
        'No model is on this machine yet: get one in the Models view (TokenSkip: Download Model).',
      )
    : l10n.t('A file of the model is missing: get the model again in the Models view.');
}

function diskFull({ details = {} }: ToldFailure): string {
  const { neededBytes, freeBytes } = details;
  return typeof neededBytes === 'number' && typeof freeBytes === 'number'
    ? l10n.t(
        '{0} are needed on the disk and {1} are free: free some space, or set TOKENSKIP_CACHE to a folder on another disk.',
        sizeText(neededBytes),
        sizeText(freeBytes),
      )
    : l10n.t(
        'The disk is full: free some space, or set TOKENSKIP_CACHE to a folder on another disk.',
      );
}

/** What was asked before loading is the host's own sentence, with the sizes in it. */
function notEnoughMemory({ message, details }: ToldFailure): string {
  return details?.isTold === true
    ? message
    : l10n.t(
        'There is not enough memory for this model and question: close other programs, ask a shorter question or choose a smaller model, and ask again.',
      );
}
