import { describe, expect, it } from 'vitest';
import { readModelList } from '../../../../src/protocol/remote/modelList';
import { errorMessage, readStreamEvent } from '../../../../src/protocol/remote/streamEvent';

describe('events, as the servers document them', () => {
  it.each([
    [
      'vLLM, completions',
      '{"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":" 42","logprobs":null,"finish_reason":null,"stop_reason":null}],"usage":null}',
      { kind: 'piece', thought: '', text: ' 42', finishReason: undefined, usage: undefined },
    ],
    [
      'vLLM, usage at the end',
      '{"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":57,"total_tokens":90,"completion_tokens":33,"prompt_tokens_details":{"cached_tokens":48}}}',
      {
        kind: 'piece',
        thought: '',
        text: '',
        finishReason: undefined,
        usage: { promptTokens: 57, completionTokens: 33, cachedTokens: 48 },
      },
    ],
    [
      'a chat begins with a role',
      '{"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}',
      { kind: 'piece', thought: '', text: '', finishReason: undefined, usage: undefined },
    ],
    [
      'a chat ends',
      '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
      { kind: 'piece', thought: '', text: '', finishReason: 'stop', usage: undefined },
    ],
    [
      'vLLM and llama.cpp, a thought',
      '{"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Let us"}}]}',
      { kind: 'piece', thought: 'Let us', text: '', finishReason: undefined, usage: undefined },
    ],
    [
      'Ollama, a thought, under both names and beside an empty answer',
      '{"choices":[{"delta":{"content":"","reasoning_content":"","reasoning":"Let us"}}]}',
      { kind: 'piece', thought: 'Let us', text: '', finishReason: undefined, usage: undefined },
    ],
    [
      'reasoning that is something else',
      '{"choices":[{"delta":{"content":"Hi","reasoning":{"effort":"high"}}}]}',
      { kind: 'piece', thought: '', text: 'Hi', finishReason: undefined, usage: undefined },
    ],
    [
      'Ollama, completions',
      '{"id":"cmpl-508","object":"text_completion","created":1,"choices":[{"text":"Hi","index":0,"finish_reason":"length"}],"model":"m","system_fingerprint":"fp_ollama"}',
      { kind: 'piece', thought: '', text: 'Hi', finishReason: 'length', usage: undefined },
    ],
    [
      'llama.cpp, an error in the stream',
      '{"error":{"code":500,"message":"failed to\\n decode","type":"server_error"}}',
      { kind: 'error', status: 500, message: 'failed to decode' },
    ],
    [
      'vLLM, an error of the old form',
      '{"object":"error","message":"too long","code":400}',
      { kind: 'error', status: 400, message: 'too long' },
    ],
    [
      'an error with a code that is no status',
      '{"error":{"code":"overloaded","message":"later"}}',
      { kind: 'error', status: undefined, message: 'later' },
    ],
    [
      'usage without what was cached or written',
      '{"choices":[],"usage":{"prompt_tokens":57}}',
      {
        kind: 'piece',
        thought: '',
        text: '',
        finishReason: undefined,
        usage: { promptTokens: 57, completionTokens: 0, cachedTokens: 0 },
      },
    ],
    ['the end', ' [DONE]', { kind: 'done' }],
    ['no JSON', '{"choices":[', { kind: 'unreadable' }],
    ['another protocol', '{"response":"Hi","done":false}', { kind: 'unreadable' }],
    ['a number for text', '{"choices":[{"text":4}]}', { kind: 'unreadable' }],
  ])('%s', (_, data, expected) => {
    expect(readStreamEvent(data)).toEqual(expected);
  });

  it.each(['{"prompt_tokens":5.5}', '{"prompt_tokens":5,"completion_tokens":-1}', '{}', '7'])(
    'usage that counts nothing: %s',
    (usage) => {
      const event = readStreamEvent(`{"choices":[{"text":"Hi"}],"usage":${usage}}`);
      expect(event).toEqual({
        kind: 'piece',
        thought: '',
        text: 'Hi',
        finishReason: undefined,
        usage: undefined,
      });
    },
  );
});

describe('errors in the words of a server', () => {
  it.each([
    [{ error: { message: 'a' } }, 'a'],
    [{ error: 'b' }, 'b'],
    [{ object: 'error', message: 'c', code: 404 }, 'c'],
    [{ detail: 'Invalid API key' }, 'Invalid API key'],
    [{ detail: [{ msg: 'no prompt' }] }, '[{"msg":"no prompt"}]'],
    [{ choices: [], message: 'part of an answer' }, undefined],
    [{ choices: [], error: null }, undefined],
    ['text', undefined],
    [null, undefined],
  ])('%j', (value, expected) => {
    expect(errorMessage(value)).toBe(expected);
  });

  it('are cut to a sentence', () => {
    expect(errorMessage({ error: 'x'.repeat(1000) })).toHaveLength(300);
  });
});

describe('lists of models', () => {
  it('vLLM: the base and its adapters, with their context', () => {
    const list = readModelList({
      object: 'list',
      data: [
        { id: 'Qwen/Qwen2.5-7B-Instruct', owned_by: 'vllm', max_model_len: 32768, parent: null },
        {
          id: 'tokenskip-7b',
          owned_by: 'vllm',
          max_model_len: null,
          parent: 'Qwen/Qwen2.5-7B-Instruct',
        },
      ],
    });
    expect(list).toEqual([
      { name: 'Qwen/Qwen2.5-7B-Instruct', contextLength: 32768, alwaysTemplates: false },
      { name: 'tokenskip-7b', contextLength: undefined, alwaysTemplates: false },
    ]);
  });

  it('Ollama and llama.cpp', () => {
    const [ollama, llama] =
      readModelList({
        data: [
          { id: 'qwen2.5:7b', owned_by: 'library' },
          { id: 'm.gguf', owned_by: 'llamacpp', meta: { n_ctx_train: 32768, n_ctx: 4096 } },
        ],
      }) ?? [];
    expect(ollama).toMatchObject({ alwaysTemplates: true });
    expect(llama).toMatchObject({ contextLength: 4096, alwaysTemplates: false });
  });

  it.each([
    [undefined],
    [{}],
    [{ data: {} }],
    [{ data: [{ id: '' }] }],
    [{ data: [{ name: 'm' }] }],
    [{ data: [{ id: 'm', max_model_len: 4096.5 }] }],
  ])('no list: %j', (value) => {
    expect(readModelList(value)).toBeUndefined();
  });
});
