import { describe, expect, it } from 'vitest';
import { bindablePositions } from '../../../../src/inference/decoder/bindingLimit';

describe('bindablePositions', () => {
  it('holds a context of 32,768 for eight heads of 128, as LLaMA-3.1 8B has', () => {
    expect(bindablePositions({ kvHeadCount: 8, headDim: 128 })).toBe(32_768);
  });

  it('shortens the context of models whose every head has its own keys and values', () => {
    expect(bindablePositions({ kvHeadCount: 32, headDim: 128 })).toBe(8192);
  });
});
