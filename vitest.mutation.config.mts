import { defineConfig } from 'vitest/config';

/** What `npm run mutate` runs against each mutant of src/core. */
export default defineConfig({
  test: { include: ['test/unit/core/**/*.test.ts'], testTimeout: 60_000 },
});
