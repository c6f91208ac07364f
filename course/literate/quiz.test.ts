import { describe, expect, it } from 'vitest';
import {
  printing,
  problemsOf,
  README,
  refreshed,
  repository,
} from './temporary-repository.ts';

const quiz = `
- id: send
  question: How many bytes does one send accept?
  run: client --quiet
  options:
    - says: All of them.
      why: |
        The kernel's buffer is smaller
        than that.
      when: accepted all
    - says: Some of them.
      why: The buffer is full.
      unless: accepted all
`;
const run = printing({ 'run 01 client --quiet': 'accepted 5' });
const place = '<!-- quiz send -->\n<!-- /quiz -->\n';
const withQuiz = (readme: string, questions = quiz) =>
  repository({ [README]: readme, 'chapters/01-blocking/quiz.yaml': questions });

const written = `<!-- quiz send -->

How many bytes does one send accept?

- **A.** All of them.
- **B.** Some of them.

<details>
<summary>Answer</summary>

**B**, as \`npx course run 01 client --quiet\` shows.

- **A.** The kernel's buffer is smaller
  than that.
- **B.** The buffer is full.

</details>

<!-- /quiz -->
`;

describe('a quiz', () => {
  it('is written with the answer that the run gives', async () => {
    const root = withQuiz(`# 01\n\n${place}`);
    expect(await refreshed(root, run)).toBe(`# 01\n\n${written}`);
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it('whose answer the run no longer gives is stale', async () => {
    const root = withQuiz(`# 01\n\n${written}`);
    const other = printing({ 'run 01 client --quiet': 'accepted all' });
    expect(await problemsOf(root, other)).toEqual([
      `${README}:3: question send is not what quiz.yaml and its run make of it. ` +
        'Run `npm run refresh` and read what it changes.',
    ]);
    expect(await refreshed(root, other)).toContain('**A**, as');
  });

  it('shares its run with a transcript', async () => {
    let runs = 0;
    const counting = async () => {
      runs++;
      return ['accepted 5'];
    };
    const root = withQuiz(
      `\`\`\`console\n$ npx course run 01 client --quiet\naccepted 5\n\`\`\`\n\n${written}`,
    );
    const { remembering } = await import('./runner.ts');
    expect(await problemsOf(root, remembering(counting))).toEqual([]);
    expect(runs).toBe(1);
  });

  it('may hold values of the transcripts', async () => {
    const tag = '<!-- value=accepted -->';
    const root = withQuiz(
      '```console varies=/accepted (?<accepted>.*)/\n' +
        `$ npx course run 01 client --quiet\naccepted 4\n\`\`\`\n\n${place}`,
      quiz.replace('buffer is full', `buffer is full at ${tag}<!-- /value -->`),
    );
    expect(await refreshed(root, run)).toContain(`full at ${tag}4<!-- /value -->.`);
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it.each([
    [
      'no option',
      quiz.replace('unless: accepted all', 'when: accepted 6'),
      'no option of question send holds for',
    ],
    [
      'two options',
      quiz.replace('when: accepted all', 'when: accepted'),
      'options A and B of question send hold for',
    ],
  ])('of which %s holds is a fault', async (_, questions, message) => {
    const [problem, ...others] = await problemsOf(
      withQuiz(`a\n\n${place}`, questions),
      run,
    );
    expect(problem).toContain(`${README}:3: ${message}`);
    expect(problem).toContain('correct `when` and `unless`');
    expect(others).toEqual([]);
  });

  it.each([
    ['stands nowhere', 'a\n', 1, 'question send of quiz.yaml stands nowhere'],
    [
      'stands twice',
      written + place,
      20,
      'question send stands on line 1 too; remove one',
    ],
    [
      'is unknown',
      `${written}<!-- quiz sent -->\n<!-- /quiz -->\n`,
      20,
      'has no question sent',
    ],
    [
      'shares its line',
      'a <!-- quiz send -->\n<!-- /quiz -->\n',
      1,
      'need a line of their own',
    ],
    ['is not closed', '<!-- quiz send -->\n', 1, 'nothing closes this quiz'],
  ])('that %s is a fault', async (_, readme, line, message) => {
    const problems = await problemsOf(withQuiz(readme), run);
    expect(problems.some((each) => each.startsWith(`${README}:${line}: `))).toBe(true);
    expect(problems.join('\n')).toContain(message);
  });

  it('in a README without quiz.yaml is a fault', async () => {
    expect(await problemsOf(repository({ [README]: place }), run)).toEqual([
      expect.stringContaining(`${README}:1: quiz.yaml has no question send`),
    ]);
  });
});

describe('quiz.yaml', () => {
  it.each([
    ['is no YAML', '- id: [', 'is no YAML: '],
    ['holds no list', 'id: send', 'must hold a list'],
    ['has a question without text', quiz.replace(/question: .*/, ''), 'needs `question`'],
    [
      'has an id twice',
      quiz + quiz,
      'question 2 of chapters/01-blocking/quiz.yaml needs an `id`',
    ],
    [
      'has an option that nothing could prove',
      quiz.replace('when: accepted all', ''),
      'option A of question 1 of chapters/01-blocking/quiz.yaml needs `when` or `unless`',
    ],
    [
      'has an invalid expression',
      quiz.replace('when: accepted all', 'when: ("'),
      '`when` of option A of question 1',
    ],
    [
      'has a number for a text',
      quiz.replace('when: accepted all', 'when: 5'),
      'put it in quotation marks',
    ],
  ])('that %s is a fault of the README', async (_, questions, message) => {
    const [problem, ...others] = await problemsOf(withQuiz(written, questions), run);
    expect(problem).toContain(`${README}:1: `);
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });
});
