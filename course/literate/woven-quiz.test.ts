import { describe, expect, it } from 'vitest';
import { Fault } from './problem.ts';
import type { Question } from './quiz.ts';
import { readWovenQuiz, refuseOutdated } from './woven-quiz.ts';

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

describe('readWovenQuiz()', () => {
  it('reads the question, its options, and what the run answered', () => {
    expect(readWovenQuiz(readme, 'how-often')).toEqual({
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
    expect(() => readWovenQuiz(readme, 'other')).toThrow(Fault);
    expect(() => readWovenQuiz(readme, 'other')).toThrow(
      'the quiz “other” has no answer yet; run `npm run refresh`.',
    );
    const lame = readme.replace('- **A.** It has to ask.\n', '');
    expect(() => readWovenQuiz(lame, 'how-often')).toThrow(
      'does not explain each option',
    );
  });
});

describe('refuseOutdated()', () => {
  const question: Question = {
    id: 'how-often',
    question: 'How often does `send()` refuse?\n\nThink of the buffers.',
    run: 'client',
    options: [
      { says: 'Never.', why: 'It has to ask.' },
      {
        says: 'A few\ndozen times.',
        why: 'Once for each time that the buffer is full.\n\nAnd no more.',
      },
    ].map((option) => ({ ...option, when: undefined, unless: undefined })),
  };
  const refuse = (text: string, questions: readonly Question[]) =>
    refuseOutdated(text, readWovenQuiz(text, 'how-often'), questions);

  it('takes a quiz that is what quiz.yaml says, whatever the values in it', () => {
    refuse(readme, [question]);
    const value = (of: string) => `<!-- value=often -->${of}<!-- /value --> times`;
    const asked = question.question.replace('often', value(''));
    const woven = readme.replace('How often does', `How ${value('7')} does`);
    refuse(woven, [{ ...question, question: asked }]);
  });

  it('refuses a quiz of which quiz.yaml says something else, or nothing any more', () => {
    const said =
      'the quiz “how-often” is not what quiz.yaml says; run `npm run refresh`.';
    expect(() => refuse(readme, [{ ...question, question: 'How often?' }])).toThrow(said);
    expect(() => refuse(readme, [])).toThrow(said);
  });
});
