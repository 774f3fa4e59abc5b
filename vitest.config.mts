import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    // For `npm run coverage`, which runs the tests of these two folders only.
    coverage: {
      include: ['src/core/**/*.ts', 'src/protocol/**/*.ts'],
      reporter: [['text', { skipFull: true }], 'html'],
      reportOnFailure: true,
      thresholds: { 'src/core/**': { branches: 95 }, 'src/protocol/**': { branches: 95 } },
    },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'model',
          include: ['test/model/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Each file loads weights; two at once would starve two cores.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/support/prepare.ts'],
          // The workbench loses a key or a click now and then; a second try is named in the report.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        // The host's own classes run here without a window.
        resolve: { alias: { vscode: `${import.meta.dirname}/test/support/vscodeStub.ts` } },
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          // Memory is measured once what is not needed is collected.
          execArgv: ['--expose-gc'],
          // As long as the number of faults asks for.
          testTimeout: 0,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
