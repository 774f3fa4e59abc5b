import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAnswerLine } from '../../../../src/core/answer/answerLine';
import {
  llama3Template,
  qwen2Template,
  smollmTemplate,
} from '../../../../src/core/prompt/familyTemplates';
import { isPromptTemplate } from '../../../../src/core/prompt/isPromptTemplate';
import type { PromptPart } from '../../../../src/core/prompt/promptPart';
import { renderPrompt } from '../../../../src/core/prompt/promptTemplate';

const templates = { qwen2Template, llama3Template, smollmTemplate };
const anyTemplate = fc.constantFrom(...Object.values(templates));
const anyRatio = fc.constantFrom(1, 0.9, 0.5);
const trickyText = fc.oneof(
  fc.string(),
  fc.constantFrom('{ratio}', '{question}', '{marker}', '{answer}', '<|im_end|>', '$&', '\\boxed{}'),
);

/** The prompt as one string, the way the published evaluation script builds it. */
function flat(parts: readonly PromptPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : part.token)).join('');
}

describe('renderPrompt', () => {
  const question = 'What is 2 + 2?';
  const asked = 'Please reason step by step, and put your final answer within \\boxed{}.\n';

  it('gives the published Qwen prompts', () => {
    const start = `<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n${asked}${question}`;
    const end = '<|im_end|>\n<|im_start|>assistant\n';
    expect(flat(renderPrompt(qwen2Template, { question, keepRatio: 0.5 }))).toBe(
      `${start}<|eot_id|>0.5<|eot_id|>${end}`,
    );
    expect(flat(renderPrompt(qwen2Template, { question, keepRatio: 1 }))).toBe(start + end);
    expect(flat(renderPrompt(qwen2Template, { question }))).toBe(start + end);
  });

  it('keeps the Qwen marker in one text with the question, as text', () => {
    const parts = renderPrompt(qwen2Template, { question, keepRatio: 0.5 });
    expect(parts).toContainEqual({
      kind: 'text',
      text: `user\n${asked}${question}<|eot_id|>0.5<|eot_id|>`,
    });
    expect(parts.filter((part) => part.kind === 'token' && part.token.includes('eot'))).toEqual([]);
  });

  it('gives the published LLaMA-3 prompts, with real end tokens', () => {
    const start = `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${asked}${question}\n<|eot_id|>`;
    const end = '<|start_header_id|>assistant<|end_header_id|>\n\n';
    const parts = renderPrompt(llama3Template, { question, keepRatio: 0.5 });
    expect(flat(parts)).toBe(`${start}0.5<|eot_id|><|eot_id|>${end}`);
    expect(
      parts.filter((part) => part.kind === 'token' && part.token === '<|eot_id|>').length,
    ).toBe(3);
    expect(flat(renderPrompt(llama3Template, { question }))).toBe(start + end);
  });

  it('shows earlier turns with answer lines, instruction and no marker', () => {
    const history = [{ question: 'Q1', answer: formatAnswerLine('7') }];
    const text = flat(renderPrompt(smollmTemplate, { question: 'Q2', keepRatio: 0.5, history }));
    expect(text).toBe(
      '<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n' +
        `<|im_start|>user\n${asked}Q1<|im_end|>\n` +
        '<|im_start|>assistant\nThe final answer is: $\\boxed{7}$<|im_end|>\n' +
        `<|im_start|>user\n${asked}Q2<|eot_id|>0.5<|eot_id|><|im_end|>\n<|im_start|>assistant\n`,
    );
  });

  it('puts the marker of each earlier turn into that turn', () => {
    const history = [
      { question: 'Q1', answer: formatAnswerLine('7'), keepRatio: 0.8 },
      { question: 'Q2', answer: formatAnswerLine('8'), keepRatio: 1 },
    ];
    const text = flat(renderPrompt(qwen2Template, { question: 'Q3', keepRatio: 0.5, history }));
    expect(text).toContain(`${asked}Q1<|eot_id|>0.8<|eot_id|><|im_end|>`);
    expect(text).toContain(`${asked}Q2<|im_end|>`);
    expect(text).toContain(`${asked}Q3<|eot_id|>0.5<|eot_id|><|im_end|>`);
  });

  it('begins the prompt of a follow-up with the whole prompt of the question before it', () => {
    fc.assert(
      fc.property(
        anyTemplate,
        trickyText,
        trickyText,
        anyRatio,
        anyRatio,
        (t, a, b, first, next) => {
          const before = flat(renderPrompt(t, { question: a, keepRatio: first }));
          const history = [{ question: a, answer: formatAnswerLine('7'), keepRatio: first }];
          const after = flat(renderPrompt(t, { question: b, keepRatio: next, history }));
          expect(after.startsWith(before)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('inserts values literally and leaves no two neighbouring texts', () => {
    fc.assert(
      fc.property(
        anyTemplate,
        trickyText,
        trickyText,
        trickyText,
        anyRatio,
        (t, a, b, q, ratio) => {
          const parts = renderPrompt(t, {
            question: q,
            keepRatio: ratio,
            history: [{ question: a, answer: b }],
          });
          const neutral = renderPrompt(t, {
            question: '\ue001',
            keepRatio: ratio,
            history: [{ question: '\ue002', answer: '\ue003' }],
          });
          const expected = flat(neutral).replace(/[\ue001-\ue003]/g, (c) =>
            c === '\ue001' ? q : c === '\ue002' ? a : b,
          );
          expect(flat(parts)).toBe(expected);
          // No control token comes from a value.
          const tokens = (list: readonly PromptPart[]): string[] =>
            list.flatMap((part) => (part.kind === 'token' ? [part.token] : []));
          expect(tokens(parts)).toEqual(tokens(neutral));
          parts.forEach((part, i) => {
            if (part.kind === 'text') expect(part.text).not.toBe('');
            expect(part.kind === 'text' && parts[i + 1]?.kind === 'text').toBe(false);
          });
        },
      ),
    );
  });

  it('lets two ratios share everything up to the marker', () => {
    fc.assert(
      fc.property(anyTemplate, trickyText, (t, q) => {
        const a = flat(renderPrompt(t, { question: q, keepRatio: 0.5 }));
        const b = flat(renderPrompt(t, { question: q, keepRatio: 0.9 }));
        expect(a.slice(0, a.lastIndexOf('0.5'))).toBe(b.slice(0, b.lastIndexOf('0.9')));
      }),
      { numRuns: 30 },
    );
  });

  it('names one token per ratio and may repeat the ratio in the assistant turn', () => {
    const own = {
      ...qwen2Template,
      marker: [{ token: '<|keep_{ratio}|>' }],
      assistantStart: [...qwen2Template.assistantStart, '[{ratio}] '],
    };
    const parts = renderPrompt(own, { question, keepRatio: 0.6 });
    expect(parts).toContainEqual({ kind: 'token', token: '<|keep_0.6|>' });
    expect(parts.at(-1)).toEqual({ kind: 'text', text: 'assistant\n[0.6] ' });
  });

  it('gives a ratio its own marker, at the start of the model turn, and the others the common one', () => {
    const own = {
      ...qwen2Template,
      user: ['{question}', { token: '<|im_end|>' }, '\n'],
      assistantStart: [{ token: '<|im_start|>' }, 'assistant\n{marker}'],
      ratioMarkers: { '0.5': [{ token: '<|fim_pad|>' }] },
    };
    const last = (keepRatio: number): PromptPart | undefined =>
      renderPrompt(own, { question, keepRatio }).at(-1);
    expect(last(0.5)).toEqual({ kind: 'token', token: '<|fim_pad|>' });
    expect(last(0.7)).toEqual({ kind: 'text', text: 'assistant\n<|eot_id|>0.7<|eot_id|>' });
    expect(last(1)).toEqual({ kind: 'text', text: 'assistant\n' });
    // Earlier turns carry none, so only the last part differs between two ratios.
    const history = [{ question: 'Q1', answer: '7' }];
    const full = renderPrompt(own, { question, history });
    expect(renderPrompt(own, { question, history, keepRatio: 0.5 })).toEqual([
      ...full,
      { kind: 'token', token: '<|fim_pad|>' },
    ]);
  });

  it('ends where a marker names itself', () => {
    const own = { ...qwen2Template, marker: ['<{marker}{ratio}>'] };
    expect(flat(renderPrompt(own, { question, keepRatio: 0.5 }))).toContain(`${question}<0.5>`);
  });
});

describe('isPromptTemplate', () => {
  it.each(Object.entries(templates))(
    'accepts %s after a round trip through JSON',
    (_, template) => {
      const copy: unknown = JSON.parse(JSON.stringify(template));
      expect(isPromptTemplate(copy)).toBe(true);
      expect(copy).toEqual(template);
    },
  );

  it('accepts a template that says nothing of follow-ups, as manifests had it', () => {
    expect(isPromptTemplate({ ...qwen2Template, followUpOpening: undefined })).toBe(true);
    expect(isPromptTemplate({ ...qwen2Template, followUpOpening: '' })).toBe(true);
  });

  it('accepts a marker per ratio', () => {
    const ratioMarkers = { '0.5': [{ token: '<|fim_pad|>' }], '0.9': ['nearly all '] };
    expect(isPromptTemplate({ ...qwen2Template, ratioMarkers })).toBe(true);
  });

  it.each([
    ['null', null],
    ['an array', []],
    ['no question', { ...qwen2Template, user: ['hello'] }],
    ['a missing section', { ...qwen2Template, marker: undefined }],
    ['a number as part', { ...qwen2Template, marker: [1] }],
    ['an empty token', { ...qwen2Template, marker: [{ token: '' }] }],
    ['no stop token', { ...qwen2Template, stopTokens: [] }],
    ['a huge section', { ...qwen2Template, marker: Array(1000).fill('x') }],
    ['system as text', { ...qwen2Template, system: 'x' }],
    ['an opening that is no text', { ...qwen2Template, followUpOpening: ['x'] }],
    ['a huge opening', { ...qwen2Template, followUpOpening: 'x'.repeat(1001) }],
    ['a list of markers', { ...qwen2Template, ratioMarkers: [['x']] }],
    ['a marker for what is no ratio', { ...qwen2Template, ratioMarkers: { '0.55': ['x'] } }],
    ['a marker for the full chain', { ...qwen2Template, ratioMarkers: { '1.0': ['x'] } }],
    ['a marker that is no section', { ...qwen2Template, ratioMarkers: { '0.5': 'x' } }],
  ])('refuses %s', (_, value) => {
    expect(isPromptTemplate(value)).toBe(false);
  });
});
