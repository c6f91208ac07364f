import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  chapters,
  findChapter,
  findCompanion,
  findExercise,
  findProgram,
  root,
} from './catalogue.ts';
import { temporaryFolder } from './course-process.ts';
import { UsageError } from './usage-error.ts';

const chapterYaml = `
title: Blocking
question: Who waits?
programs:
  server: { summary: Listens. }
  client:
    summary: Connects.
    needs: [server --quiet]
    with: --fast  --times 3
`;
const exerciseYaml = (key: string) =>
  `title: Receive\nkey: ${key}\nminutes: 15\ndifficulty: 2\ntags: [core]\nneeds: ["01"]\n`;

let course: string;

function write(file: string, text = ''): void {
  const path = join(course, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeEach(() => {
  course = temporaryFolder();
  for (const chapter of ['01-blocking', '03-non-blocking', 'a-appendix']) {
    write(`chapters/${chapter}/chapter.yaml`, chapterYaml);
    write(`chapters/${chapter}/server.ts`);
    write(`chapters/${chapter}/client.ts`);
  }
  for (const exercise of ['01-blocking/1-receive', '01-blocking/10-both']) {
    write(`exercises/${exercise}/exercise.yaml`, exerciseYaml(exercise.slice(12)));
  }
  write('exercises/03-non-blocking/1-both/exercise.yaml', exerciseYaml('both'));
});

describe('chapters()', () => {
  it('finds chapters, programs and exercises in their order', () => {
    const all = chapters(course);
    expect(all.map(({ id }) => id)).toEqual([
      '01-blocking',
      '03-non-blocking',
      'a-appendix',
    ]);
    expect(all[0]?.programs.map(({ name }) => name)).toEqual(['server', 'client']);
    expect(all[0]?.exercises.map(({ number }) => number)).toEqual(['1', '10']);
  });

  it('describes a program', () => {
    expect(chapters(course)[0]?.programs[1]).toEqual({
      name: 'client',
      file: join(course, 'chapters/01-blocking/client.ts'),
      summary: 'Connects.',
      needs: ['server --quiet'],
      with: ['--fast', '--times', '3'],
      visitors: [],
    });
  });

  it('describes an exercise', () => {
    expect(chapters(course)[0]?.exercises[0]).toEqual({
      id: '01-blocking/1-receive',
      key: '1-receive',
      chapter: '01-blocking',
      number: '1',
      slug: 'receive',
      title: 'Receive',
      folder: join(course, 'exercises/01-blocking/1-receive'),
      solution: join(course, 'solutions/01-blocking/1-receive'),
      minutes: 15,
      difficulty: 2,
      tags: ['core'],
      needs: ['01'],
      teaches: [],
      stuck: '',
    });
  });

  it('passes over a folder in which only an answer is left', () => {
    write('exercises/01-blocking/2-renamed/answer.ts');
    expect(chapters(course)[0]?.exercises).toHaveLength(2);
  });

  it('is empty without any chapters', () => {
    expect(chapters(join(course, 'nowhere'))).toEqual([]);
  });

  it.each([
    ['title: [', 'this is not YAML: '],
    ['hello', 'the file must hold `name: value` lines.'],
    ['', 'the file must hold `name: value` lines.'],
    ['title: A\nquestoin: B?', 'questoin is not a field. Did you mean question?'],
    ['title: A', 'question is missing.'],
    ['title: 7\nquestion: B?', 'title must be a text, not 7.'],
    ['title: A\nquestion: B?\nprograms: [x]', 'programs must hold `name: …` lines.'],
    [
      'title: A\nquestion: B?\nprograms: { client: }',
      'programs.client must hold `name: value` lines.',
    ],
    [
      'title: A\nquestion: B?\nprograms: { client: {} }',
      'programs.client.summary is missing.',
    ],
    [
      'title: A\nquestion: B?\nprograms: { clint: { summary: C } }',
      'programs.clint has no file clint.ts beside it.',
    ],
    [
      'title: A\nquestion: B?\nprograms: { client: { summary: C, needs: server } }',
      'programs.client.needs must be a list, not "server".',
    ],
    [
      'title: A\nquestion: B?\nprograms: { client: { summary: C, needs: [1] } }',
      'programs.client.needs holds 1, which is no text: put it in quotation marks.',
    ],
  ])('says in one line what is wrong with a chapter.yaml: %j', (yaml, message) => {
    write('chapters/01-blocking/chapter.yaml', yaml);
    expect(() => chapters(course)).toThrow(
      new RegExp(
        `^chapters/01-blocking/chapter\\.yaml:\\d+: ${message.replace(/[[\]{}().*+?^$|\\]/g, '\\$&')}`,
      ),
    );
    expect(() => chapters(course)).toThrow(UsageError);
    expect(() => chapters(course)).not.toThrow(/\n/);
  });

  it('names the line of a field, and of what is around one that is missing', () => {
    const programs = '\nprograms:\n  client:\n    summary: C\n    needs: server\n';
    write('chapters/01-blocking/chapter.yaml', `title: A\nquestion: B?${programs}`);
    expect(() => chapters(course)).toThrow('chapter.yaml:6: programs.client.needs must');
    write('chapters/01-blocking/chapter.yaml', 'title: A\nquestion: [\n');
    expect(() => chapters(course)).toThrow(
      /chapter\.yaml:\d: this is not YAML: [^\n]+\.$/,
    );
  });

  it.each([
    ['title: Receive', 'titles: Receive', 'titles is not a field. Did you mean title?'],
    ['title: Receive', '', 'title is missing.'],
    [
      'key: 1-receive',
      'key: 01/Receive',
      'key must be small letters, digits and hyphens, not "01/Receive".',
    ],
    [
      'key: 1-receive',
      'key: both',
      'key both is that of 03-non-blocking/1-both too. Choose another.',
    ],
    ['minutes: 15', '', 'minutes is missing.'],
    ['minutes: 15', 'minutes: 0', 'minutes must be a whole number from 1 to 600, not 0.'],
    [
      'difficulty: 2',
      'difficulty: 4',
      'difficulty must be a whole number from 1 to 3, not 4.',
    ],
    ['tags: [core]', '', 'tags is missing.'],
    ['tags: [core]', 'tags: []', 'tags is empty. Choose from core, extra.'],
    ['tags: [core]', 'tags: [extras]', 'tags holds "extras". Did you mean extra?'],
    ['needs: ["01"]', '', 'needs is missing.'],
    [
      'needs: ["01"]',
      'needs: [blocking]',
      'needs holds "blocking". Chapters go by their numbers: "03", or a for an appendix.',
    ],
    [
      'needs: ["01"]',
      'needs: [01]',
      'needs holds 1, which is no text: put it in quotation marks.',
    ],
  ])(
    'says in one line what is wrong with an exercise.yaml: %j, %j',
    (from, to, message) => {
      const file = 'exercises/01-blocking/1-receive/exercise.yaml';
      write(file, exerciseYaml('1-receive').replace(from, to));
      const other = 'exercises/03-non-blocking/1-both/exercise.yaml';
      // Of two with one key, the one that comes later is named.
      const [where, says] = message.startsWith('key both')
        ? [other, message.replace('03-non-blocking/1-both', '01-blocking/1-receive')]
        : [file, message];
      const place = new RegExp(`^${where}(:\\d+)?: `);
      expect(() => chapters(course)).toThrow(place);
      expect(() => chapters(course)).toThrow(`: ${says}`);
    },
  );
});

describe('findChapter()', () => {
  it.each([
    ['01', '01-blocking'],
    ['1', '01-blocking'],
    ['blocking', '01-blocking'],
    ['Blocking', '01-blocking'],
    ['01-blocking', '01-blocking'],
    ['chapters/01-blocking/', '01-blocking'],
    ['3', '03-non-blocking'],
    ['a', 'a-appendix'],
  ])('%s is %s', (name, id) => {
    expect(findChapter(name, course).id).toBe(id);
  });

  it.each([
    ['blokcing', 'There is no chapter "blokcing". Did you mean blocking?'],
    [
      '17',
      'There is no chapter "17". Choose from 01-blocking, 03-non-blocking, a-appendix.',
    ],
  ])('%s: %s', (name, message) => {
    expect(() => findChapter(name, course)).toThrow(new UsageError(message));
  });
});

describe('findProgram()', () => {
  it('takes the name, with or without the ending of its file', () => {
    const chapter = findChapter('01', course);
    expect(findProgram(chapter, 'client').name).toBe('client');
    expect(findProgram(chapter, 'client.ts').name).toBe('client');
  });

  it('offers the nearest name', () => {
    expect(() => findProgram(findChapter('01', course), 'clinet')).toThrow(
      'Chapter 01-blocking has no program "clinet". Did you mean client?',
    );
  });
});

describe('findExercise()', () => {
  it.each([
    ['01/1', '01-blocking/1-receive'],
    ['1/1', '01-blocking/1-receive'],
    ['blocking/receive', '01-blocking/1-receive'],
    ['receive', '01-blocking/1-receive'],
    ['1-receive', '01-blocking/1-receive'],
    ['01-blocking/1-receive', '01-blocking/1-receive'],
    ['exercises/01-blocking/1-receive/', '01-blocking/1-receive'],
    ['exercises/01-blocking/1-receive/answer.ts', '01-blocking/1-receive'],
    ['03/both', '03-non-blocking/1-both'],
  ])('%s is %s', (name, id) => {
    expect(findExercise(name, course).id).toBe(id);
  });

  it.each([
    [
      'both',
      'There are several exercises called "both": 01-blocking/10-both, 03-non-blocking/1-both.',
    ],
    ['recieve', 'There is no exercise "recieve". Did you mean receive?'],
  ])('%s: %s', (name, message) => {
    expect(() => findExercise(name, course)).toThrow(new UsageError(message));
  });

  it('offers the short names where a number is wrong', () => {
    expect(() => findExercise('03/2', course)).toThrow(/Did you mean 03\/1/);
  });
});

describe('findCompanion()', () => {
  it('finds programs of this chapter and of others', () => {
    const chapter = findChapter('03', course);
    const own = findCompanion('server --quiet', chapter, course);
    expect(own.program.file).toContain('03-non-blocking');
    expect(own.options).toEqual(['--quiet']);
    const other = findCompanion('01/server', chapter, course);
    expect(other.program.file).toContain('01-blocking');
  });

  it('offers the nearest name', () => {
    expect(() => findCompanion('sevrer', findChapter('03', course), course)).toThrow(
      'Chapter 03-non-blocking has no program "sevrer". Did you mean server?',
    );
  });
});

describe('the course itself', () => {
  it.each(chapters().map((chapter) => [chapter.id, chapter] as const))(
    '%s names companions that exist',
    (_, chapter) => {
      for (const { needs, visitors } of chapter.programs) {
        for (const companion of [...needs, ...visitors])
          findCompanion(companion, chapter);
      }
    },
  );

  it.each(chapters().map((chapter) => [chapter.id, chapter] as const))(
    '%s opens its README with its number and title',
    (_, { folder, number, title }) => {
      const readme = join(folder, 'README.md');
      if (!existsSync(readme)) throw new Error(`${readme} is missing`);
      const [first] = readFileSync(readme, 'utf8').split('\n');
      expect(first).toBe(`# ${number} · ${title}`);
    },
  );

  it('has a key for every exercise, in its exercise.yaml', () => {
    const without = chapters()
      .flatMap(({ exercises }) => exercises)
      .filter(({ folder, key }) => {
        const yaml = readFileSync(join(folder, 'exercise.yaml'), 'utf8');
        return !yaml.includes(`\nkey: ${key}\n`);
      });
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('is found from this file', () => {
    expect(existsSync(join(root, 'package.json'))).toBe(true);
  });
});
