import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/protocol/appError';
import { parseAdapterFacts, parseManifest } from '../../../../src/modelkit/manifest/parseManifest';
import { sampleManifest } from './sampleManifest';

/** A copy of the sample with the value at `path` replaced (undefined removes it). */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(sampleManifest));
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) at = Reflect.get(at as object, key);
  Reflect.set(at as object, path.at(-1)!, value);
  return JSON.parse(JSON.stringify(copy));
}

function failure(value: unknown): AppError {
  try {
    parseManifest(value);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('parseManifest', () => {
  it('reads what was written, and leaves out fields it does not know', () => {
    const written: unknown = JSON.parse(JSON.stringify(sampleManifest));
    expect(parseManifest(written)).toEqual(sampleManifest);
    expect(parseManifest(withValue(['later'], { x: 1 }))).toEqual(sampleManifest);
    expect(parseManifest(withValue(['files', 0, 'later'], 1))).toEqual(sampleManifest);
  });

  it('needs neither adapter, calibrations nor where the source is published', () => {
    for (const key of ['adapter', 'calibration', 'confidence', 'auto'] as const) {
      expect(parseManifest(withValue([key], undefined))[key]).toBeUndefined();
    }
    const source = { bytes: 0, sha256: 'b'.repeat(64) };
    expect(parseManifest(withValue(['source'], source)).source).toEqual(source);
  });

  const bad: readonly (readonly [string, readonly (string | number)[], unknown])[] = [
    ['formatVersion', ['formatVersion'], 2],
    ['id', ['id'], '../x'],
    ['id', ['id'], undefined],
    ['name', ['name'], ''],
    ['family', ['family'], 'mamba'],
    ['licence', ['licence'], 7],
    ['source', ['source'], []],
    ['source.sha256', ['source', 'sha256'], 'A'.repeat(64)],
    ['source.bytes', ['source', 'bytes'], -1],
    ['adapter.sha256', ['adapter', 'sha256'], 'short'],
    ['quantisation.format', ['quantisation', 'format'], null],
    ['contextLength', ['contextLength'], 0],
    ['contextLength', ['contextLength'], 1.5],
    ['contextLength', ['contextLength'], 2 ** 60],
    ['trainedRatios', ['trainedRatios'], 'all'],
    ['trainedRatios[1]', ['trainedRatios', 1], 1.1],
    ['trainedRatios[2]', ['trainedRatios', 2], 0],
    ['prompt', ['prompt', 'stopTokens'], []],
    ['calibration.date', ['calibration', 'date'], 'yesterday'],
    ['calibration.ratios[0].interval', ['calibration', 'ratios', 0, 'interval'], [0.6, 0.5]],
    ['calibration.ratios[0].interval', ['calibration', 'ratios', 0, 'interval'], [0.6]],
    ['calibration.ratios[0].accuracy', ['calibration', 'ratios', 0, 'accuracy'], 1.01],
    ['calibration.ratios[0].questions', ['calibration', 'ratios', 0, 'questions'], 0],
    ['confidence[0].mode', ['confidence', 0, 'mode'], 'guess'],
    ['confidence[0].weights.brevity', ['confidence', 0, 'weights', 'brevity'], -0.1],
    ['confidence[0].weights.fitting', ['confidence', 0, 'weights', 'fitting'], undefined],
    ['confidence[0].bias', ['confidence', 0, 'bias'], null],
    ['confidence[0].n', ['confidence', 0, 'n'], 0],
    ['confidence[0].maxTokens', ['confidence', 0, 'maxTokens'], undefined],
    ['confidence[0].exactArithmetic', ['confidence', 0, 'exactArithmetic'], 'on'],
    ['confidence[0].date', ['confidence', 0, 'date'], 'today'],
    ['auto', ['auto'], 'vote'],
    ['auto.next', ['auto', 'next'], 'again'],
    ['auto.next', ['auto', 'next'], undefined],
    ['auto.measured', ['auto', 'measured'], 7],
    ['auto.measured.date', ['auto', 'measured', 'date'], 'today'],
    ['auto.measured.questions', ['auto', 'measured', 'questions'], 0],
    ['auto.measured.shortAccuracy', ['auto', 'measured', 'shortAccuracy'], 1.5],
    ['auto.measured.vote.accuracy', ['auto', 'measured', 'vote', 'accuracy'], undefined],
    ['auto.measured.full.seconds', ['auto', 'measured', 'full', 'seconds'], -1],
    ['graphs.cpu', ['graphs', 'cpu'], '/etc/passwd'],
    ['graphs.webgpu', ['graphs', 'webgpu'], 'onnx/../../x'],
    ['name', ['name'], 'a\u001b[2J'],
    ['licence', ['licence'], 'MIT\n'],
    ['source.file', ['source', 'file'], '\u009b2J.gguf'],
    ['calibration.date', ['calibration', 'date'], '2026-03-03\u0007'],
    ['files', ['files'], {}],
    ['files[0]', ['files', 0], 'x'],
    ['files[0].path', ['files', 0, 'path'], 'onnx\\x'],
    ['files[0].bytes', ['files', 0, 'bytes'], '3'],
    ['files[0].sha256', ['files', 0, 'sha256'], null],
  ];
  it.each(bad)('refuses a bad %s (%j = %j)', (field, path, value) => {
    const error = failure(withValue(path, value));
    expect(error.code).toBe('model-file-invalid');
    expect(error.details?.field).toBe(field);
    expect(error.message).toContain(field);
  });

  it.each(['full', 'vote'])('takes %s as what auto goes on with, measured or not', (next) => {
    expect(parseManifest(withValue(['auto', 'next'], next)).auto?.next).toBe(next);
    expect(parseManifest(withValue(['auto'], { next })).auto).toEqual({ next });
    expect(parseAdapterFacts({ trainedRatios: [1, 0.5], auto: { next } }).auto).toEqual({ next });
  });

  it('takes a command of more than one line', () => {
    const command = "tokenskip eval --file 'a\nb'";
    const manifest = parseManifest(withValue(['calibration', 'command'], command));
    expect(manifest.calibration?.command).toBe(command);
  });

  it('refuses two chances for one mode', () => {
    const [entry] = sampleManifest.confidence ?? [];
    const twice = failure(withValue(['confidence'], [entry, entry]));
    expect(twice.details?.field).toBe('confidence[1].mode');
  });

  it('refuses a file listed twice, also by another case', () => {
    const [file] = sampleManifest.files;
    const again = { ...file, path: 'ONNX/a.onnx' };
    expect(failure(withValue(['files'], [file, again])).details?.field).toBe('files[1].path');
  });

  it('refuses paths that leave the folder or name something else on another platform', () => {
    const paths = [
      '..',
      '../a',
      'a/..',
      'a/./b',
      '/a',
      'a//b',
      'a/',
      'C:/a',
      'a:b',
      'a\\b',
      'nul',
      'a/COM1.txt',
      'a.',
      'a\u0000b',
      'a ',
    ];
    for (const path of paths) {
      expect(failure(withValue(['files', 0, 'path'], path)).details?.field).toBe('files[0].path');
    }
    for (const path of ['a', 'a/b.c', '.gitattributes', 'onnx/model_q4.onnx_data_12', 'é/日本']) {
      const files = [{ ...sampleManifest.files[0]!, path }];
      expect(parseManifest(withValue(['files'], files)).files).toEqual(files);
    }
  });

  it('never throws anything but model-file-invalid, whatever the JSON is', () => {
    const paths = bad.map(([, path]) => path);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const manifest = withValue(path, value);
        try {
          parseManifest(manifest);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).code).toBe('model-file-invalid');
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(failure(value).code).toBe('model-file-invalid');
      }),
    );
  });
});
