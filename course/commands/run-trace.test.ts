import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CourseProcess, course, fixtures, temporaryFolder } from '../course-process.ts';

// Each test starts several processes, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const root = join(fixtures, 'traced');

function run(typed: string) {
  return course(`run ${typed}`, { root });
}

/** The calls under a label, by name. */
function callsOf(label: string, output: string): string[] {
  return [...output.matchAll(new RegExp(`^${label} \\| (\\w+)\\(.* = `, 'gm'))].map(
    ([, name]) => name ?? '',
  );
}

describe('course run --trace', () => {
  it('prints the calls of each program under its label, but not those that print', async () => {
    const { code, output, errors } = await run('01 writer --trace');
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(callsOf('writer', output)).toEqual(['socket', 'connect', 'send', 'close']);
    expect(callsOf('reader', output).join(' ')).toMatch(
      /^socket (setsockopt )?bind listen getsockname accept4 recv recv close close$/,
    );
    expect(output).toMatch(/^writer \| send\(\d+, "foobar", 6, \w+\) = 6 <0\.\d{6}>$/m);
    expect(output).toMatch(/^reader \| recv\(\d+, "foobar", 100, 0\) = 6 <\d+\.\d{6}>$/m);
    expect(output).toMatch(/^reader \| listening on 127\.0\.0\.1:\d+\n/m);
    expect(output).toMatch(/^reader \| read 6$/m);
  });

  it.each(['--trace 01 writer', '01 --trace writer', '01 writer --loudly --trace'])(
    'does so wherever the flag stands: %s',
    async (typed) => {
      const { code, output } = await run(typed);
      expect(code).toBe(0);
      expect(callsOf('writer', output)).toContain('send');
      expect(output).toContain(typed.includes('loudly') ? '| SENT' : '| sent');
    },
  );

  it('prints nothing of it without the flag', async () => {
    const { output } = await run('01 writer');
    expect(callsOf('writer', output)).toEqual([]);
  });

  it('has shown in which call a program is stuck when it is killed', async () => {
    const started = new CourseProcess(['run', '01', 'stuck', '--trace'], { root });
    await started.shows(/accept4\(\d+, $/);
    started.process.kill('SIGTERM');
    const { code, output } = await started.ended;
    expect(code).toBe(143);
    expect(output).toMatch(/^listen\(\d+, 1\) = 0 <.*>\npid \d+\naccept4\(\d+, $/m);
  });

  it('needs a program', async () => {
    const { code, errors } = await run('01 --trace');
    expect(code).toBe(2);
    expect(errors).toBe('Name the program to trace: npx course run 01 PROGRAM --trace\n');
  });
});

describe('course run --trace-out', () => {
  function read(file: string) {
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
    // biome-ignore lint/suspicious/noExplicitAny: what it is, is what is tested
    return traceEvents as any[];
  }

  it('writes the calls of all programs to a file', async () => {
    const file = join(temporaryFolder(), 'trace.json');
    const typed = ['run', '01', 'writer', '--trace-out', file];
    const { code, output } = await new CourseProcess(typed, { root }).ended;
    expect(code).toBe(0);
    expect(output).toContain(
      `trace written to ${file}: open it at https://ui.perfetto.dev\n`,
    );
    const events = read(file);
    const names = events.filter(({ name }) => name === 'process_name');
    expect(names.map(({ args }) => args.name)).toEqual(['reader', 'writer']);
    const sent = events.find(({ name }) => name === 'send');
    expect(sent).toMatchObject({ ph: 'X', pid: 2, args: { bytes: 6 } });
    // On one clock: the reader's recv() ends after the send() of the writer has begun.
    const received = events.find(({ name }) => name === 'recv');
    expect(received.ts + received.dur).toBeGreaterThan(sent.ts);
    const onTheWay = events.filter(({ ph }) => ph === 'C').map(({ args }) => args.bytes);
    expect(onTheWay.at(-1)).toBe(0);
  });

  it('has the call in which a program was stuck when it was killed', async () => {
    const file = join(temporaryFolder(), 'trace.json');
    const typed = ['run', '01', 'stuck', '--trace', '--trace-out', file];
    const started = new CourseProcess(typed, { root });
    await started.shows(/accept4\(\d+, $/);
    started.process.kill('SIGINT');
    expect((await started.ended).code).toBe(130);
    expect(read(file).at(-1)).toMatchObject({ name: 'accept4', ph: 'B' });
  });

  it('says in one line that the file cannot be made, and runs nothing', async () => {
    const folder = temporaryFolder();
    const taken = join(folder, 'taken.json');
    writeFileSync(taken, 'mine');
    mkdirSync(join(folder, 'sub'));
    for (const [name, complaint] of [
      ['taken.json', 'exists already: remove it, or give another name.'],
      ['sub', 'is a folder: give the name of a file in it.'],
      ['no/such.json', 'is in a folder that does not exist.'],
      ['taken.json/x', 'is in a folder that does not exist.'],
    ] as const) {
      const file = join(folder, name);
      const typed = ['run', '01', 'writer', '--trace-out', file];
      const { code, output, errors } = await new CourseProcess(typed, { root }).ended;
      expect(code).toBe(2);
      expect(output).toBe('');
      expect(errors).toBe(`--trace-out: ${file} ${complaint}\n`);
    }
    expect(readFileSync(taken, 'utf8')).toBe('mine');
  });

  it('makes no file for a program that does not exist', async () => {
    const file = join(temporaryFolder(), 'trace.json');
    const typed = ['run', '01', 'nobody', '--trace-out', file];
    expect((await new CourseProcess(typed, { root }).ended).code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});

describe('course run --trace-summary', () => {
  it('prints a table for each program at the end', async () => {
    const { code, output } = await run('01 writer --trace-summary');
    expect(code).toBe(0);
    expect(callsOf('writer', output)).toEqual([]);
    expect(output).toMatch(
      /^reader: 1\d calls in [\d.]+ ms: asleep [\d.]+ ms, running [\d.]+ ms$/m,
    );
    expect(output).toMatch(/^ {2}recv +2 +6 +3 +[\d.]+$/m);
    expect(output).toMatch(/^writer: 5 calls in /m);
  });
});
