import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { ChatContext, ChatPromptReference, ChatResult } from 'vscode';
import {
  CancellationTokenSource,
  ChatResponseTurn,
  extensions,
  Location,
  MarkdownString,
  Position,
  Range,
  workspace,
} from 'vscode';
import { AnswerService } from '../../src/host/ask/answerService';
import { ModelService } from '../../src/host/engine/modelService';
import type { AnswerStream } from '../../src/host/native/participant/answerStream';
import { Participant, participantId } from '../../src/host/native/participant/participant';
import { SolveMathTool } from '../../src/host/native/tool/solveMathTool';
import { SettingsService } from '../../src/host/settings/settingsService';

/** A cold start and an answer of the base model on a busy machine. */
const answerLimitMs = 240_000;
const logger = { log: () => undefined };

/** Keeps what a response would show. */
class RecordedStream implements AnswerStream {
  text = '';
  pieces = 0;
  readonly steps: string[] = [];
  readonly commands: string[] = [];

  markdown(value: string | MarkdownString): void {
    this.pieces += 1;
    this.text += typeof value === 'string' ? value : value.value;
  }

  progress(value: string): void {
    this.steps.push(value);
  }

  button({ command }: { readonly command: string }): void {
    this.commands.push(command);
  }
}

/** A turn of the history as VS Code makes it; its constructor is not public. */
function answered(result: ChatResult, participant = participantId): ChatResponseTurn {
  const turn: unknown = Reflect.construct(ChatResponseTurn, [[], result, participant]);
  assert.ok(turn instanceof ChatResponseTurn);
  return turn;
}

describe('the chat participant', () => {
  let settings: SettingsService;
  let models: ModelService;
  let answers: AnswerService;
  let participant: Participant;

  before(() => {
    const extensionRoot = extensions.getExtension('tokenskip.tokenskip')?.extensionPath ?? '';
    settings = new SettingsService(logger);
    models = new ModelService({ extensionRoot, settings: () => settings.current, logger });
    answers = new AnswerService(models, () => settings.current);
    const savings = { recordMeasured: () => Promise.resolve() };
    participant = new Participant({ settings, models, answers, savings });
  });

  after(async () => {
    answers.dispose();
    settings.dispose();
    await models.unload();
    models.dispose();
  });

  async function ask(
    prompt: string,
    more: {
      readonly command?: string;
      readonly references?: ChatPromptReference[];
      readonly history?: ChatContext['history'];
      readonly stream?: RecordedStream;
      readonly source?: CancellationTokenSource;
    } = {},
  ): Promise<{ readonly result: ChatResult; readonly stream: RecordedStream }> {
    const { stream = new RecordedStream(), source = new CancellationTokenSource() } = more;
    const request = { prompt, command: more.command, references: more.references ?? [] };
    const context = { history: more.history ?? [] };
    const result = await participant.respond(request, context, stream, source.token);
    return { result, stream };
  }

  it('streams the reasoning, then answer, checks and cost', async () => {
    const { result, stream } = await ask('What is 6 * 7?', { command: 'full' });
    assert.ok(stream.pieces > 2, `it came in ${stream.pieces} pieces`);
    assert.ok(stream.steps.length > 0);
    assert.match(
      stream.text,
      /\*\*Answer:\*\* \$42\$\n\n\*.*\d+ tokens · [\d.]+ s · ratio 1\.0 · coder\\-0\.5b\*\n$/,
    );
    assert.ok(!/\\[([]/.test(stream.text), 'formulas stand between dollar signs');
    assert.equal(result.errorDetails, undefined);
    assert.deepEqual(
      participant.followups(result).map(({ command }) => command),
      ['check', 'compare'],
    );
  }).timeout(answerLimitMs);

  it('lets five chains vote, and tells how they did', async () => {
    const { result, stream } = await ask('What is 6 * 7?', { command: 'check' });
    assert.match(stream.text, /\*\*Answer:\*\* \$42\$\n\n\*.*Votes of [3-5] chains: [3-5] × 42/);
    assert.ok(stream.steps.some((step) => /^\d of 5 chains have ended: /.test(step)));
    assert.deepEqual(
      participant.followups(result).map(({ command }) => command),
      ['full', 'compare'],
    );
  }).timeout(answerLimitMs);

  it('goes on from its own earlier answers only', async () => {
    const question = 'A bus drives 50 km in one hour. How many km does it drive in 2 hours?';
    const own = { metadata: { question, isRefused: false, answer: '100', keepRatio: 1 } };
    const history = [answered(own), answered({ metadata: { ...own.metadata } }, 'other.agent')];
    const { stream } = await ask('and for 3 hours?', { history, command: 'full' });
    assert.match(stream.text, /150/);
  }).timeout(answerLimitMs);

  it('answers what is no maths with one line and offers to ask anyway', async () => {
    const { result, stream } = await ask('What is the capital of France?');
    assert.match(stream.text, /maths and logic/);
    assert.deepEqual(participant.followups(result), [
      { prompt: 'What is the capital of France?', label: 'Ask anyway', command: 'anyway' },
    ]);
    const anyway = await ask('What is the capital of France?', { command: 'anyway' });
    assert.notEqual(anyway.stream.text.trim(), '');
    assert.doesNotMatch(anyway.stream.text, /made for maths and logic/);
  }).timeout(answerLimitMs);

  it('reads an attached selection as part of the question', async () => {
    const document = await workspace.openTextDocument({ content: 'Ana has 12 figs.\nBen has 3.' });
    const range = new Range(new Position(0, 0), new Position(0, 16));
    const reference = { id: 'selection', value: new Location(document.uri, range) };
    const { result } = await ask('She eats 5. How many are left?', { references: [reference] });
    assert.match(String(result.metadata?.question), /^Ana has 12 figs\.\nShe eats 5\./);
    assert.equal(result.metadata?.answer, '7');
  }).timeout(answerLimitMs);

  it('compares the full reasoning with a shorter one, measured', async () => {
    const { stream } = await ask('What is 6 * 7?', { command: 'compare' });
    assert.ok(stream.pieces > 6, `it came in ${stream.pieces} pieces`);
    assert.match(stream.text, /^\*\*Full reasoning\*\*\n\n[^]*\n\n\*\*50 % kept\*\*\n\n/);
    assert.match(stream.text, /\n\n\| Ratio \| 1\.0 \| [\d.]+ \|\n/);
    assert.match(stream.text, /\| Reasoning \| \d+ tokens? \| \d+ tokens? \|/);
    assert.match(stream.text, /[✓✗] (?:same answer|different answers) · measured: .*\d/);
  }).timeout(2 * answerLimitMs);

  it('stops, and keeps what was written', async () => {
    const source = new CancellationTokenSource();
    const stream = new RecordedStream();
    stream.markdown = (value) => {
      RecordedStream.prototype.markdown.call(stream, value);
      source.cancel();
    };
    const prompt = 'Add all numbers from 1 to 300, one after the other.';
    const { result } = await ask(prompt, { stream, source });
    assert.ok(stream.text.length > 0);
    assert.ok(!stream.text.includes('**Answer'));
    assert.equal(result.errorDetails, undefined);
  }).timeout(answerLimitMs);

  it('says what to ask where the prompt is empty', async () => {
    const { stream, result } = await ask('  ');
    assert.match(stream.text, /maths or logic question/);
    assert.deepEqual(participant.followups(result), []);
  });

  it('asks for consent with the question before the tool runs', () => {
    const remote = { isSelected: false, server: undefined };
    const tool = new SolveMathTool({ settings, answers, remote });
    const { confirmationMessages } = tool.prepareInvocation({
      input: { question: 'What is 1+1?' },
    });
    const { title, message } = confirmationMessages ?? {};
    assert.equal(title, 'Solve with TokenSkip?');
    assert.ok(message instanceof MarkdownString);
    assert.match(message.value, /runs on this machine[^]*What is 1\+1\?/);
  });

  it('says in that consent where the question goes when a server answers', () => {
    const server = {
      address: 'http://gpu-box:8000/v1',
      host: 'gpu-box:8000',
      model: 'm',
      api: 'auto' as const,
    };
    const tool = new SolveMathTool({ settings, answers, remote: { isSelected: true, server } });
    const { confirmationMessages } = tool.prepareInvocation({
      input: { question: 'What is 1+1?' },
    });
    const { message } = confirmationMessages ?? {};
    assert.ok(message instanceof MarkdownString);
    assert.match(message.value, /leaves this machine and goes to gpu-box:8000/);
    assert.doesNotMatch(message.value, /Nothing is sent/);
  });
});
