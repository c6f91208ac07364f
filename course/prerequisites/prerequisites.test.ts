import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../course-process.ts';
import { prerequisiteProblems } from './prerequisites.ts';

const exercise = 'exercises/01-one/1-try';

let course: string;

function write(file: string, text: string): void {
  const path = join(course, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeEach(() => {
  course = temporaryFolder();
  const teaches = {
    '01-one': 'recv',
    '03-three': 'select, EAGAIN',
    'b-bee': 'virtual time',
  };
  for (const [id, names] of Object.entries(teaches)) {
    write(`chapters/${id}/chapter.yaml`, `title: T\nquestion: Q?\nteaches: [${names}]\n`);
    write(
      `chapters/${id}/README.md`,
      `# T\n\n\`recv\`, \`select\`, EAGAIN, virtual time.\n`,
    );
  }
  needs('01');
});

function needs(chapter: string): void {
  write(
    `${exercise}/exercise.yaml`,
    `title: Try\nkey: try\nminutes: 5\ndifficulty: 1\ntags: [core]\nneeds: ["${chapter}"]\n`,
  );
}

/** The problems without their advice. */
const problems = () =>
  prerequisiteProblems(course).map((problem) =>
    problem.replace(/, which is neither .*/, ''),
  );

describe('prerequisiteProblems()', () => {
  it('finds none in the course itself', () => {
    expect(prerequisiteProblems()).toEqual([]);
  });

  it.each([
    ['README.md', 'Call `recv`.\n\nThen call\nselect() again.', 4],
    ['README.md', 'Then:\n\n```ts\nselect([], []);\n```\n', 4],
    ['hints.md', 'It is `select` that you want.', 1],
    ['starter.ts', 'const lists =\n  select([], []);', 2],
    ['starter.ts', '/** Calls select(). */', 1],
    [
      'checks.ts',
      'const x = `$' +
        "{{ a: 1 }.a}` + /['`]/.source;\nthrow new Wrong('Is select() asked?');",
      2,
    ],
    ['scene.ts', "throw new Wrong('Is select() asked?');", 1],
    ['mistakes/never.ts', '/** Wrong.\n * @diagnosis Ask select(). */', 2],
  ])('names the place where %s needs what comes later: %j', (file, text, line) => {
    write(`${exercise}/${file}`, text);
    expect(problems()).toEqual([
      `${exercise}/${file}:${line}: select is taught in 03-three`,
    ]);
  });

  it('looks into solutions and quizzes', () => {
    write('solutions/01-one/1-try/reference.ts', 'select();');
    write('solutions/01-one/1-try/README.md', 'Or EAGAIN.');
    write(
      'chapters/01-one/quiz.yaml',
      "- id: select()\n  when: 'EAGAIN'\n  question: Is it EAGAIN?\n",
    );
    expect(problems()).toEqual([
      'chapters/01-one/quiz.yaml:3: EAGAIN is taught in 03-three',
      'solutions/01-one/1-try/reference.ts:1: select is taught in 03-three',
      'solutions/01-one/1-try/README.md:1: EAGAIN is taught in 03-three',
    ]);
  });

  it.each([
    ['README.md', 'Select a way. You may select another.'],
    ['README.md', 'Chapter 03 has `select` for that.'],
    ['README.md', '[Later](../../../chapters/03-three/README.md), `select` does.'],
    ['README.md', 'Virtually, `recv` and `selected`.'],
    ['checks.ts', 'select([peer]); // select() is for the check itself'],
    ['mistakes/never.ts', '// Wrong.\n// @diagnosis Ask again.\nselect();'],
  ])('raises no false alarm: %s, %j', (file, text) => {
    write(`${exercise}/${file}`, text);
    expect(problems()).toEqual([]);
  });

  it('takes what is needed, and what comes before that, as known', () => {
    write('exercises/03-three/1-do/README.md', '`recv`, then `select`, in virtual time.');
    const yaml = (chapters: string) =>
      `title: Do\nkey: do\nminutes: 5\ndifficulty: 1\ntags: [core]\nneeds: [${chapters}]\n`;
    write('exercises/03-three/1-do/exercise.yaml', yaml('"03"'));
    expect(problems()).toEqual([
      'exercises/03-three/1-do/README.md:1: virtual time is taught in b-bee',
    ]);
    write('exercises/03-three/1-do/exercise.yaml', yaml('b'));
    expect(problems()).toEqual([]);
  });

  it('takes what the exercise itself introduces as known', () => {
    const yaml =
      'title: Try\nkey: try\nminutes: 5\ndifficulty: 1\ntags: [core]\nneeds: ["01"]\n';
    write(`${exercise}/exercise.yaml`, `${yaml}teaches: [select]\n`);
    write(`${exercise}/starter.ts`, 'select();');
    expect(problems()).toEqual([
      `${exercise}/exercise.yaml: teaches holds select, which README.md does not mention. Leave it out, or explain it there.`,
    ]);
    write(`${exercise}/README.md`, '`select([], [])` only looks.');
    expect(problems()).toEqual([]);
  });

  it('refuses needs that are no chapter, or a later one', () => {
    needs('02');
    expect(problems()).toEqual([
      `${exercise}/exercise.yaml: needs holds "02". Choose from 01, 03, b.`,
    ]);
    needs('03');
    expect(problems()).toEqual([
      `${exercise}/exercise.yaml: needs holds "03", a later chapter than its own. Move the exercise there.`,
    ]);
  });

  it('wants a chapter to contain what it says that it teaches', () => {
    write('chapters/01-one/README.md', '# T\n\nNothing.\n');
    expect(problems()).toEqual([
      'chapters/01-one/chapter.yaml: teaches holds recv, which README.md does not mention. Leave it out, or explain it there.',
    ]);
  });
});
