import { describe, expect, it } from 'vitest';
import { Fault } from '../../course/literate/problem.ts';
import { readQuiz } from './read-quizzes.ts';

const readme = `# A chapter

<!-- quiz other -->
<!-- /quiz -->

<!-- quiz how-often -->

How often does \`send()\` refuse?

Think of the buffers.

- **A.** Never.
- **B.** A few
  dozen times.

<details>
<summary>Answer</summary>

**B**, as \`npx course run 05 client\` shows.

- **A.** It has to ask.
- **B.** Once for each time that the buffer is full.

  And no more.

</details>

<!-- /quiz -->

- **C.** is no option: it stands elsewhere.
`;

describe('readQuiz()', () => {
  it('reads the question, its options, and what the run answered', () => {
    expect(readQuiz(readme, 'how-often')).toEqual({
      id: 'how-often',
      question: {
        text: 'How often does `send()` refuse?\n\nThink of the buffers.',
        line: 8,
      },
      options: [
        {
          letter: 'A',
          says: { text: 'Never.', line: 12 },
          why: { text: 'It has to ask.', line: 21 },
        },
        {
          letter: 'B',
          says: { text: 'A few\ndozen times.', line: 13 },
          why: {
            text: 'Once for each time that the buffer is full.\n\nAnd no more.',
            line: 22,
          },
        },
      ],
      right: 'B',
      command: 'npx course run 05 client',
    });
  });

  it('refuses a quiz that no run has answered, and one that leaves an option unexplained', () => {
    expect(() => readQuiz(readme, 'other')).toThrow(Fault);
    expect(() => readQuiz(readme, 'other')).toThrow(
      'the quiz “other” has no answer yet; run `npm run refresh`.',
    );
    const lame = readme.replace('- **A.** It has to ask.\n', '');
    expect(() => readQuiz(lame, 'how-often')).toThrow('does not explain each option');
  });
});
