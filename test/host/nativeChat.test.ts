import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { LanguageModelChat } from 'vscode';
import {
  CancellationTokenSource,
  extensions,
  LanguageModelChatMessage,
  LanguageModelTextPart,
  lm,
} from 'vscode';
import { ratioModels } from '../../src/host/native/provider/ratioModels';
import { readManifest } from '../../src/modelkit/manifest/readManifest';
import { note } from './runner/note';

/** A cold start and an answer of the base model on a busy machine. */
const answerLimitMs = 240_000;

async function ourModels(): Promise<readonly LanguageModelChat[]> {
  return lm.selectChatModels({ vendor: 'tokenskip' });
}

async function theModel(): Promise<LanguageModelChat> {
  const [model] = await ourModels();
  assert.ok(model, 'no model of ours is listed');
  return model;
}

/** All text of an answer; `onText` sees each piece. */
async function ask(
  messages: LanguageModelChatMessage[],
  options: { readonly onText?: (text: string) => void; readonly modelOptions?: object } = {},
): Promise<string> {
  const model = await theModel();
  const source = new CancellationTokenSource();
  const { modelOptions = {} } = options;
  const response = await model.sendRequest(messages, { modelOptions }, source.token);
  let all = '';
  for await (const text of response.text) {
    all += text;
    options.onText?.(text);
  }
  return all;
}

describe('the language model provider', () => {
  before(() => extensions.getExtension('tokenskip.tokenskip')?.activate());

  it('lists the selected model once for each ratio, without tools', async () => {
    const models = await ourModels();
    note(models.map(({ id, name, maxInputTokens }) => `${id} ${name} ${maxInputTokens}`).join());
    assert.ok(models.length > 0);
    assert.equal(new Set(models.map(({ id }) => id)).size, models.length);
    for (const model of models) {
      assert.match(model.id, /@(?:auto|1\.0|0\.[5-9])$/);
      assert.ok(model.maxInputTokens > 0);
    }
  });

  it('lists a trained model at each of its ratios, highest first, and at auto', async () => {
    const folder = process.env.TOKENSKIP_TEST_MODEL_DIR;
    assert.ok(folder, 'TOKENSKIP_TEST_MODEL_DIR names no model');
    const manifest = { ...(await readManifest(folder)), trainedRatios: [0.5, 1, 0.8] };
    const models = ratioModels({ folder: '', manifest }, 1024);
    assert.deepEqual(
      models.map(({ id }) => id),
      ['1.0', '0.8', '0.5', 'auto'].map((ratio) => `${manifest.id}@${ratio}`),
    );
    for (const { name, ratio, capabilities, maxInputTokens, maxOutputTokens } of models) {
      assert.ok(name.endsWith(`ratio ${ratio}`));
      assert.deepEqual(capabilities, {});
      assert.equal(maxInputTokens + maxOutputTokens, manifest.contextLength);
    }
  });

  it('counts tokens with the tokenizer of the model', async () => {
    const model = await theModel();
    assert.equal(await model.countTokens('What is 6 * 7?'), 8);
    const message = LanguageModelChatMessage.User('What is 6 * 7?');
    assert.equal(await model.countTokens(message), 8);
    assert.equal(await model.countTokens(''), 0);
  }).timeout(answerLimitMs);

  it('streams the reasoning and ends with the answer line', async () => {
    let pieces = 0;
    const text = await ask([LanguageModelChatMessage.User('What is 6 * 7?')], {
      onText: () => (pieces += 1),
    });
    assert.ok(pieces > 1, `it came in ${pieces} piece`);
    assert.match(text, /\n\nThe final answer is: \$\\boxed\{42\}\$$/);
  }).timeout(answerLimitMs);

  it('answers a follow-up from the turns before it', async () => {
    const text = await ask([
      LanguageModelChatMessage.User('A train travels 120 km in 2 hours. How fast is it, in km/h?'),
      LanguageModelChatMessage.Assistant('120 / 2 = 60\n\nThe final answer is: $\\boxed{60}$'),
      LanguageModelChatMessage.User('and if it were twice as fast?'),
    ]);
    assert.match(text, /120/);
  }).timeout(answerLimitMs);

  it('answers what is no maths with one line, and asks it when sent again', async () => {
    const line = await ask([LanguageModelChatMessage.User('What is the capital of France?')]);
    assert.match(line, /maths and logic.*Send it again/);
    assert.ok(!line.includes('\n'));
    const text = await ask([
      LanguageModelChatMessage.User('What is the capital of France?'),
      LanguageModelChatMessage.Assistant(line),
      LanguageModelChatMessage.User('What is the capital of France?'),
    ]);
    assert.notEqual(text.trim(), '');
    assert.doesNotMatch(text, /Send it again/);
    const forced = await ask([LanguageModelChatMessage.User('What is the capital of France?')], {
      modelOptions: { force: true },
    });
    assert.notEqual(forced.trim(), '');
    assert.doesNotMatch(forced, /Send it again/);
  }).timeout(2 * answerLimitMs);

  it('stops when its caller cancels', async () => {
    const model = await theModel();
    const source = new CancellationTokenSource();
    const question = 'Count from 1 to 500, one number in a line, and add all of them up.';
    const response = await model.sendRequest(
      [LanguageModelChatMessage.User(question)],
      {},
      source.token,
    );
    let cancelledMs = 0;
    try {
      for await (const text of response.text) {
        if (text === '' || cancelledMs !== 0) continue;
        cancelledMs = performance.now();
        source.cancel();
      }
    } catch (error) {
      // The editor may end the stream or break it off.
      note(String(error));
    }
    assert.notEqual(cancelledMs, 0);
    note(`the caller was free ${(performance.now() - cancelledMs).toFixed(0)} ms after the cancel`);
    // The engine runs one call after the other: an answer that goes on would hold this one up.
    const begunMs = performance.now();
    await model.countTokens('1');
    const heldMs = performance.now() - begunMs;
    note(`the engine was free ${heldMs.toFixed(0)} ms later`);
    assert.ok(heldMs < 3000);
  }).timeout(answerLimitMs);
});

describe('the tool solve_math', () => {
  const name = 'tokenskip_solve_math';
  const invoke = async (input: object): Promise<string> => {
    const result = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return result.content
      .flatMap((part) => (part instanceof LanguageModelTextPart ? [part.value] : []))
      .join('');
  };

  it('says when to use it, when not, and its limits', () => {
    const tool = lm.tools.find((one) => one.name === name);
    assert.ok(tool);
    for (const part of ['Use it for', 'Do not use it for', 'Limits:']) {
      assert.ok(tool.description.includes(part));
    }
  });

  it('returns answer, checks, reliance and reasoning', async () => {
    const text = await invoke({ question: 'What is 6 * 7?' });
    note(text.replaceAll('\n', ' / '));
    assert.match(text, /^Answer \(LaTeX\): 42\nChance of being right: 0\.\d+ .*\nChecks: /);
    assert.match(text, /\nReliance: (?:as the chance says|low|do not rely)/);
    assert.match(text, /\nSource: .* on this machine, ratio \d\.\d/);
    assert.match(text, /\nReasoning:\n./);
  }).timeout(answerLimitMs);

  it('lets chains vote where the agent asks for it', async () => {
    const text = await invoke({ question: 'What is 6 * 7?', check: true });
    assert.match(text, /^Answer \(LaTeX\): 42\n(?:Chance.*\n)?Votes: [3-5] x 42/);
  }).timeout(answerLimitMs);

  it('refuses what it was not made for with what to do instead', async () => {
    await assert.rejects(
      invoke({ question: 'Write me a poem about the sea' }),
      /Answer it yourself/,
    );
  });

  it('says how it must be called when its input is wrong', async () => {
    await assert.rejects(invoke({ question: '' }), /Call solve_math with \{"question"/);
    await assert.rejects(invoke({ question: 'What is 1 + 1?', ratio: '0.1' }), /ratio/);
  });
});
