/** How the tests run. `VITEST_RESULTS` names a file for the counts, as .ci/run wants them. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const results = process.env.VITEST_RESULTS;

// What takes longest, the longest first: started last, it would keep one core waiting.
const LONGEST = [/gates\.test/, /literate\.test/, /commands\//, /judge-/, /chapters\//];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((pattern) => pattern.test(moduleId));
      return index === -1 ? LONGEST.length : index;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    projects: [
      // Tests of pages and of what makes them need no process of their own, which takes longer to start.
      {
        extends: true,
        test: { name: 'site', include: ['site/**/*.test.ts'], pool: 'threads' },
      },
      {
        extends: true,
        test: {
          name: 'course',
          include: ['{lib,course,chapters,exercises}/**/*.test.ts'],
        },
      },
    ],
    // Programs under test are processes of their own, and two cores start them slowly when all
    // of the test files do so at once.
    testTimeout: 30_000,
    // Most tests wait for processes rather than compute: three at a time keep two cores busy.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    ...(results && { reporters: ['default', 'json'], outputFile: { json: results } }),
  },
});
