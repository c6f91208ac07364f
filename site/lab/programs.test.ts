import typescript from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { chapters, root } from '../../course/catalogue.ts';
import { setClocksBy } from '../../lib/program/virtual-clocks.ts';
import { currentKernel, useKernel } from '../../lib/sys/index.ts';
import { Cache } from '../cache/cache.ts';
import { ReaderService } from '../client/lab/compile/reader-service.ts';
import { transpile } from '../client/lab/compile/transpile.ts';
import { typeProblems } from '../client/lab/compile/type-checker.ts';
import { hasPeers, withChoice } from '../client/lab/machine-data.ts';
import { limits } from '../client/lab/run/limits.ts';
import { runProgram } from '../client/lab/run/run-program.ts';
import { readSettingsText, settingsText } from '../client/lab/settings-text.ts';
import { labDeclarations } from './declarations.ts';
import { ideas } from './ideas.ts';
import { labLink } from './link.ts';
import { labAddress, labChapters, labData } from './programs.ts';

const real = currentKernel();
const { now } = performance;
const { cpuUsage } = process;
const clock = now.bind(performance);
afterEach(() => {
  useKernel(real);
  performance.now = now;
  process.cpuUsage = cpuUsage;
});

const { programs, texts } = labData(root, labChapters(root, chapters()));

describe('the programs of the lab', () => {
  it('are those of 03, 05 and 07 that find on a simulated machine whom they talk to', () => {
    const ids = programs.map(({ id }) => id);
    expect(ids).toContain('03/client-spin');
    expect(ids).toContain('05/upper');
    expect(ids).toContain('07/main');
    expect(ids).not.toContain('03/node-sockets');
    expect(ids).not.toContain('05/talk');
  });

  it('bring the files that they import, and that those import', () => {
    const main = programs.find(({ id }) => id === '07/main');
    expect(main?.files).toEqual([
      'chapters/07-event-loop/main.ts',
      'chapters/07-event-loop/cost.ts',
      'chapters/07-event-loop/loop.ts',
    ]);
  });

  it('have something to try, with settings that the lab understands', () => {
    expect(programs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(ideas)),
    );
    for (const { settings } of Object.values(ideas).flat()) {
      expect(settingsText(readSettingsText(settings))).toBe(settings);
    }
  });

  it('have an address; others have none', () => {
    const chapter = chapters().find(({ number }) => number === '05');
    expect(chapter && labAddress(chapter, 'upper')).toBe('#05/upper');
    expect(chapter && labAddress(chapter, 'talk')).toBeUndefined();
    expect(chapter && labAddress(chapter, 'nobody')).toBeUndefined();
  });

  it('are linked from the commands that run them', () => {
    const link = (command: string) =>
      labLink(chapters(), 'chapters/05-select/', command)?.text;
    expect(link('npx course run 05 upper')).toContain('href="../../lab/#05/upper"');
    expect(link('npx course run 05 upper --trace')).toBeUndefined();
    expect(link('npx course run 05 talk')).toBeUndefined();
  });

  it('have no error in their types, as the lab sees them', async () => {
    const reader = new ReaderService(
      typescript,
      await labDeclarations(root, new Cache(root)),
    );
    expect(typeProblems(reader, texts)).toEqual([]);
  });

  // These make a million calls: the check of the site in a browser has time for one of them.
  const long = ['03/client-spin', '05/client', '05/echo-queue', '05/silence'];
  const short = programs.filter(({ id }) => !long.includes(id));
  it.each(short)(
    '$id runs to its end in the lab',
    async ({ file, files, ...program }) => {
      const ending = await runProgram(
        {
          entry: file,
          files: files.map((path) => transpile(typescript, path, texts[path] ?? '')),
          // Less to do than in the chapter: a test has no time to spin.
          options: program.options.replace('--steps 100', '--steps 5'),
          simulation: withChoice(program.simulation, {
            appetiteBytesPerMs: Infinity,
            faults: [],
            seed: 1,
          }),
        },
        {
          limits,
          clock,
          tell: () => {},
          onMachine: setClocksBy,
          onOutput: () => {},
          promises: () => new Promise((resolve) => setImmediate(resolve)),
          exitCode: () => 0,
        },
      );
      // client-slices stops at the first refusal: that is what chapter 03 shows.
      const expected = program.id === '03/client-slices' ? 'failed' : 'done';
      expect(ending).toMatchObject({ kind: expected });
      // The slider for the appetite is not there where nobody else is.
      const { appetite, ...idle } = ending.idle;
      const told = hasPeers(program.simulation) ? ending.idle : idle;
      expect(told, `idle-sliders.ts, of ${program.id}`).toEqual(program.idle);
    },
  );
});
