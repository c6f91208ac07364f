import { describe, expect, it } from 'vitest';
import { README } from '../../course/literate/temporary-repository.ts';
import { readWovenQuiz } from '../../course/literate/woven-quiz.ts';
import { smallCourse } from '../markdown/small-course.fixture.ts';
import { renderQuiz } from './quiz.ts';

const readme = `# A chapter

<!-- quiz often -->

How often?

- **A.** Never.
- **B.** Once.

<details>
<summary>Answer</summary>

**B**, as \`npx course run 05 client\` shows.

- **A.** Never.
- **B.** Once.

</details>

<!-- /quiz -->
`;

async function render(text: string) {
  const quiz = readWovenQuiz(text, 'often');
  return renderQuiz(await smallCourse({}), { file: README, page: '' }, quiz);
}

/** Breaks a line of the README, counted from 1, by a link that leads nowhere. */
function broken(line: number): string {
  const lines = readme.split('\n');
  lines[line - 1] += ' [Gone](gone.ts).';
  return lines.join('\n');
}

describe('renderQuiz()', () => {
  it('shows options in a line, and questions and reasons as blocks', async () => {
    const { question, options, answer } = await render(readme);
    expect(question.text).toBe('<p>How often?</p>\n');
    expect(options.map(({ says }) => says.text)).toEqual(['Never.', 'Once.']);
    expect(answer.whys.B).toBe('<p>Once.</p>\n');
  });

  it('tells a fault with its own line, though the same words stand elsewhere', async () => {
    for (const line of [5, 7, 8, 15, 16])
      await expect(render(broken(line))).rejects.toThrow(`${README}:${line}: `);
  });
});
