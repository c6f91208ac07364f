/** Programs on the simulated kernel, as a reader asks for them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CourseProcess, course, fixtures, temporaryFolder } from '../course-process.ts';

// Each test starts several processes, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const root = join(fixtures, 'traced');
const notice = 'This is on the simulated kernel, in virtual time.\n';

function run(typed: string) {
  return course(`run ${typed}`, { root });
}

describe('course run --sim', () => {
  it('runs a program among peers that listen on the ports that it is told', async () => {
    const [first, second] = await Promise.all([
      run('01 writer 7 --loudly --sim'),
      run('--sim 01 writer 4000'),
    ]);
    expect(first).toEqual({ code: 0, output: 'SENT\n', errors: notice });
    expect(second).toEqual({ code: 0, output: 'sent\n', errors: notice });
  });

  it('lets peers come when the program says that it listens', async () => {
    const { code, output, errors } = await run('01 reader 80 --sim');
    expect(errors).toBe(notice);
    expect(output).toBe('listening on 127.0.0.1:80\nread 6\n');
    expect(code).toBe(0);
  });

  it('waits for the whole of that line, even if it is written byte by byte', async () => {
    const { output } = await run('01 reader 1234 --sim-fault one-byte-send');
    expect(output).toBe('listening on 127.0.0.1:1234\nread 6\n');
  });

  it('traces in virtual time: the same run, to the microsecond', async () => {
    const [first, second] = await Promise.all([
      run('01 reader --sim --trace'),
      run('01 reader --sim --trace'),
    ]);
    expect(first.output).toBe(second.output);
    expect(first.output).toMatch(/^recv\(4, "foobar", 100, 0\) = 6 <0\.005\d{3}>$/m);
    expect(first.output).toMatch(/^read 6$/m);
  });

  it('exports times that begin with the program', async () => {
    const file = join(temporaryFolder(), 'trace.json');
    const typed = [
      'run',
      '01',
      'reader',
      '--sim',
      '--trace-out',
      file,
      '--trace-summary',
    ];
    const { code, output } = await new CourseProcess(typed, { root }).ended;
    expect(code).toBe(0);
    expect(output).toMatch(/^reader: \d+ calls in 5\.\d ms: asleep 5\.\d ms/m);
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
    const calls = traceEvents.filter(({ ph }: { ph: string }) => ph === 'X');
    expect(calls[0]).toMatchObject({ name: 'socket', ts: 0 });
  });

  it('ends a program that would wait for ever, and says what for', async () => {
    const { code, output, errors } = await run('01 stuck --sim --trace');
    expect(code).toBe(1);
    expect(output).toMatch(/^accept4\(3, +<unfinished \.\.\.>\n$/m);
    expect(errors).toMatch(
      /^This is on .*\nstuck: accept4 on descriptor 3 waits for what can never/,
    );
    expect(errors).not.toMatch(/^ +at /m);
  });

  it('says in one line why a program means nothing there', async () => {
    expect(await run('01 elsewhere --sim')).toEqual({
      code: 1,
      output: '',
      errors: 'elsewhere asks what only a real kernel knows.\n',
    });
  });

  it('says in one line that nobody has said who its companions are', async () => {
    const { code, output, errors } = await course('run 01 client --sim');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/^client has nobody to talk to .* chapter\.yaml .*\n$/);
  });

  it('asks for a program', async () => {
    expect(await run('01 --sim')).toEqual({
      code: 2,
      output: '',
      errors: 'Name the program to simulate: npx course run 01 PROGRAM --sim\n',
    });
  });
});

describe('WOULD_BLOCK_KERNEL', () => {
  it('asks for it too, and has to name one that exists', async () => {
    const on = (kernel: string) =>
      course('run 01 writer 7', { root, environment: { WOULD_BLOCK_KERNEL: kernel } });
    const [simulated, unknown] = await Promise.all([on('simulated'), on('linux')]);
    expect(simulated).toEqual({ code: 0, output: 'sent\n', errors: '' });
    expect(unknown).toEqual({
      code: 2,
      output: '',
      errors: 'WOULD_BLOCK_KERNEL is real or simulated, not "linux".\n',
    });
  });
});
