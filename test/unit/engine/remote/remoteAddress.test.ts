import { describe, expect, it } from 'vitest';
import { remoteAddress } from '../../../../src/engine/remote/remoteAddress';

describe('remoteAddress', () => {
  it.each([
    ['http://h:1', 'http://h:1/'],
    ['http://h:1/v1/', 'http://h:1/'],
    ['http://h:1//v1', 'http://h:1/'],
    ['http://h:1//api/v1', 'http://h:1/api/'],
    ['https://h/deep//path///v1//', 'https://h/deep/path/'],
    ['https://h//other.example/v1', 'https://h/other.example/'],
  ])('%s stays on its host, whatever slashes it has', (text, root) => {
    const address = remoteAddress(text);
    expect(address.root.href).toBe(root);
    expect(address.api.href).toBe(`${root}v1/`);
  });
});
