import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../../src/protocol/appError';
import { noteFinished } from '../../../../src/modelkit/convert/finishedFiles';
import { openOutputFolder } from '../../../../src/modelkit/convert/outputFolder';
import { sampleManifest } from '../manifest/sampleManifest';
import { temporaryFolder } from './temporaryFolder';

describe('openOutputFolder', () => {
  const at = temporaryFolder();

  /** A folder as a conversion leaves it. */
  async function writeModel(name: string, content: string): Promise<void> {
    await mkdir(at(name, 'onnx'), { recursive: true });
    await writeFile(at(name, 'onnx', 'a.onnx'), content);
    await writeFile(at(name, 'tokenskip.json'), JSON.stringify(sampleManifest));
  }

  async function expectRefused(
    target: string,
    inputs: readonly string[],
    word: string,
  ): Promise<void> {
    await expect(openOutputFolder(target, inputs)).rejects.toThrow(
      expect.toSatisfy(
        (error: unknown) => isAppError(error, 'invalid-argument') && error.message.includes(word),
      ) as Error,
    );
  }

  it('shows nothing at its place before the commit and all of it after', async () => {
    const output = await openOutputFolder(at('deep', 'er', 'model'), [at('source.gguf')]);
    await writeFile(`${output.path}/file`, 'x');
    expect(await readdir(at('deep', 'er'))).not.toContain('model');
    await output.commit();
    expect(await readdir(at('deep', 'er'))).toEqual(['model']);
    expect(await readFile(at('deep', 'er', 'model', 'file'), 'utf8')).toBe('x');
  });

  it('leaves nothing after a discard', async () => {
    const output = await openOutputFolder(at('model'), []);
    await mkdir(`${output.path}/onnx`);
    await output.discard();
    await output.discard();
    expect(await readdir(at())).toEqual([]);
  });

  it('replaces an earlier conversion only with the commit', async () => {
    await writeModel('model', 'old');
    const output = await openOutputFolder(at('model'), []);
    await writeFile(`${output.path}/new`, '');
    expect(await readFile(at('model', 'onnx', 'a.onnx'), 'utf8')).toBe('old');
    await output.commit();
    expect(await readdir(at())).toEqual(['model']);
    expect(await readdir(at('model'))).toEqual(['new']);
  });

  it('takes an empty folder', async () => {
    await mkdir(at('model'));
    const output = await openOutputFolder(at('model'), []);
    await output.commit();
    expect(await readdir(at())).toEqual(['model']);
  });

  it('refuses to replace what a conversion did not write', async () => {
    await writeFile(at('file'), '');
    await expectRefused(at('file'), [], 'is a file');
    await mkdir(at('home'));
    await writeFile(at('home', 'thesis.tex'), '');
    await expectRefused(at('home'), [], 'thesis.tex');
    await writeModel('model', '');
    await writeFile(at('model', 'onnx', 'notes.md'), '');
    await expectRefused(at('model'), [], 'onnx/notes.md');
    await mkdir(at('broken'));
    await writeFile(at('broken', 'tokenskip.json'), '{');
    await writeFile(at('broken', 'config.json'), '{}');
    await expectRefused(at('broken'), [], 'config.json');
    await writeModel('linked', '');
    await symlink(at('home'), at('linked', 'link'));
    await expectRefused(at('linked'), [], 'link');
    expect(await readdir(at('home'))).toEqual(['thesis.tex']);
  });

  it('refuses a place that is or contains what is read', async () => {
    await expectRefused(at('m'), [at('m')], 'is read');
    await expectRefused(at('m'), [at('other'), at('m', 'deep', 'x.gguf')], 'x.gguf');
    const sibling = await openOutputFolder(at('m'), [at('m.gguf'), at('..m'), at()]);
    await sibling.discard();
  });

  it('removes what a killed process left, but not what a living one writes', async () => {
    const alive = await openOutputFolder(at('model'), []);
    // Above the largest number that Linux, macOS or Windows gives to a process.
    await mkdir(at('.model.partial-999999999-abcd', 'onnx'), { recursive: true });
    await mkdir(at('.model.partial-x'));
    await mkdir(at('.other.partial-999999999-abcd'));
    const output = await openOutputFolder(at('model'), []);
    const names = await readdir(at());
    expect(names.filter((name) => name.startsWith('.model.')).length).toBe(2);
    expect(names).toContain('.other.partial-999999999-abcd');
    await output.discard();
    await alive.discard();
  });

  const note = { key: 'a'.repeat(64), files: [] };

  it('puts back a model that a killed process had moved away for its own, which it takes up', async () => {
    const dead = '.model.partial-999999999-abcd';
    await writeModel(`${dead}-old`, 'old');
    await writeModel(dead, 'new');
    await noteFinished(at(dead), note);
    const output = await openOutputFolder(at('model'), []);
    expect(await readFile(at('model', 'onnx', 'a.onnx'), 'utf8')).toBe('old');
    expect(await readFile(`${output.path}/onnx/a.onnx`, 'utf8')).toBe('new');
    await output.commit();
    expect(await readdir(at())).toEqual(['model']);
    expect(await readFile(at('model', 'onnx', 'a.onnx'), 'utf8')).toBe('new');
  });

  it('removes the old model where the new one has its place', async () => {
    await writeModel('model', 'new');
    await writeModel('.model.partial-999999999-abcd-old', 'old');
    const output = await openOutputFolder(at('model'), []);
    await output.discard();
    expect(await readdir(at())).toEqual(['model']);
    expect(await readFile(at('model', 'onnx', 'a.onnx'), 'utf8')).toBe('new');
  });

  it('keeps what is finished where the place cannot be taken, as on Windows while a model runs', async () => {
    await writeModel('model', 'old');
    const output = await openOutputFolder(at('model'), []);
    await noteFinished(output.path, note);
    // A folder of that name cannot be moved away.
    await mkdir(`${output.path}-old/x`, { recursive: true });
    await expect(output.commit()).rejects.toThrow();
    await output.discard();
    const again = await openOutputFolder(at('model'), []);
    expect(await readdir(again.path)).toEqual(['finished.json']);
    expect(await readFile(at('model', 'onnx', 'a.onnx'), 'utf8')).toBe('old');
  });

  it('takes no note along, nor a part of one, and may replace a model that has them', async () => {
    const output = await openOutputFolder(at('model'), []);
    await noteFinished(output.path, note);
    await writeFile(`${output.path}/.finished.json.partial-999999999`, '{');
    await output.commit();
    expect(await readdir(at('model'))).toEqual([]);
    await noteFinished(at('model'), note);
    const next = await openOutputFolder(at('model'), []);
    await next.discard();
  });
});
