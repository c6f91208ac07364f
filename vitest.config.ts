/** How the tests run. `VITEST_RESULTS` names a file for the counts, as .ci/run wants them. */
import { defineConfig } from 'vitest/config';

const results = process.env.VITEST_RESULTS;

export default defineConfig({
  test: {
    include: ['{lib,course,site,chapters,exercises}/**/*.test.ts'],
    // Programs under test are processes of their own, and two cores start them slowly when all
    // of the test files do so at once.
    testTimeout: 30_000,
    // Most tests wait for processes rather than compute: two at a time keep two cores busy.
    maxWorkers: 2,
    ...(results && { reporters: ['default', 'json'], outputFile: { json: results } }),
  },
});
