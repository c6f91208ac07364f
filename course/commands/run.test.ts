import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CourseProcess,
  commandFor,
  course,
  environmentFor,
  isRunning,
  type Surroundings,
  temporaryFolder,
} from '../course-process.ts';
import { readProgress } from '../progress.ts';

// Each test starts several processes, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

/** Starts `course run …` and remembers it for the check that it leaves nobody behind. */
function run(typed: string, surroundings?: Surroundings): CourseProcess {
  const started = new CourseProcess(['run', ...typed.split(' ')], surroundings);
  all.push(started);
  return started;
}

let all: CourseProcess[] = [];

beforeEach(() => {
  all = [];
});

afterEach(async () => {
  for (const started of all) {
    started.process.kill('SIGKILL');
    await started.ended;
    // A killed process is gone a moment after kill(2) has returned.
    await expect
      .poll(() => started.pids.filter(isRunning), { timeout: 5_000 })
      .toEqual([]);
  }
});

describe('course run with companions', () => {
  it('starts the server that a client needs, and labels what both print', async () => {
    const { code, output, errors } = await run('01 client').ended;
    expect(code).toBe(0);
    expect(errors).toBe('');
    expect(output.split('\n')[1]).toMatch(/^server \| listening on 127\.0\.0\.1:\d+$/);
    expect(output).toContain('server | heard hello\n');
    expect(output).toContain('client | said hello to 1\n');
  });

  it('passes the ports of several servers', async () => {
    const { output } = await run('01 pair').ended;
    expect(output).toContain('server 1 | heard hello\n');
    expect(output).toContain('server 2 | heard hello\n');
    expect(output).toContain('pair     | said hello to 2\n');
  });

  it('starts a server of another chapter', async () => {
    const { output } = await run('whole guest').ended;
    expect(output).toContain('server | heard hello\n');
    expect(output).toContain('guest  | said hello to 1\n');
  });

  it('starts visitors when the server listens', async () => {
    const { code, output } = await run('01 host').ended;
    expect(code).toBe(0);
    expect(output).toContain('host     | heard hello\n');
    expect(output).toContain('host     | heard louder\n');
    expect(output).toContain('client 2 | said louder to 1\n');
  });

  it('ends a server that goes on when all visitors have gone, and calls that a success', async () => {
    const { code, output } = await run('01 host --clients 9').ended;
    expect(code).toBe(0);
    expect(output).toContain('host     | heard louder\n');
  });

  it('ends a needed server that goes on when the program has ended', async () => {
    expect((await run('01 stuck').ended).code).toBe(0);
  });

  it('answers with the exit code of the program', async () => {
    expect((await run('01 client --exit 7').ended).code).toBe(7);
  });

  it('answers 128 + n for a program that signal n has killed', async () => {
    expect((await run('01 client --kill').ended).code).toBe(128 + 9);
  });

  it('says in one line that a server died before it listened', async () => {
    const { code, output, errors } = await run('01 lost').ended;
    expect(code).toBe(1);
    expect(output).not.toContain('lost');
    expect(errors).toBe(
      'server ended with exit code 3 before it listened: nothing could connect to it.\n',
    );
  });

  it('loses no byte of several MB', async () => {
    const { output } = await run('01 client --loud').ended;
    const lines = output
      .split('\n')
      .filter((line) => /^client \| (\d+ €|no end)/.test(line));
    const expected = Array.from(
      { length: 60_000 },
      (_, number) => `client | ${number} ${'€'.repeat(25)}`,
    );
    expect(lines).toEqual([...expected, 'client | no end']);
  });

  it('leaves behind nothing that a program has started and forgotten', async () => {
    const started = run('01 client --helper');
    expect((await started.ended).code).toBe(0);
    expect(started.pids).toHaveLength(3);
  });
});

describe('course run, interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends everybody on %s and answers %i', async (signal, exitCode) => {
    const started = run('01 client --stay');
    await started.shows(/staying/);
    started.process.kill(signal);
    expect((await started.ended).code).toBe(exitCode);
    expect(started.pids).toHaveLength(2);
  });

  it('ends before the program has been started', async () => {
    const started = run('01 client --stay');
    await started.shows(/server \| pid/);
    started.process.kill('SIGTERM');
    const { code, output, errors } = await started.ended;
    expect(code).toBe(143);
    expect(output).not.toContain('client |');
    expect(errors).toBe('');
  });

  it('kills a program that does not want to end', async () => {
    const started = run('01 client --stay --stubborn');
    await started.shows(/staying/);
    started.process.kill('SIGINT');
    expect((await started.ended).code).toBe(130);
  });

  it('ends a program that runs alone, and what that has started', async () => {
    const started = run('01 solo --stay --helper');
    await started.shows(/staying/);
    started.process.kill('SIGTERM');
    expect((await started.ended).code).toBe(143);
    expect(started.pids).toHaveLength(2);
  });

  it('ends everybody when npm, which has started it, is gone', async () => {
    // As npm does: through a shell that waits, and that a signal ends alone.
    const shell = spawn(
      'sh',
      ['-c', `"$@"; :`, 'sh', ...commandFor('run 01 solo --stay')],
      {
        env: { ...process.env, npm_command: 'exec', ...environmentFor() },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const [text] = await once(shell.stdout.setEncoding('utf8'), 'data');
    const pid = Number(/pid (\d+)/.exec(text)?.[1]);
    expect(isRunning(pid)).toBe(true);
    shell.kill();
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });

  it('ends everybody when nobody reads what they print', async () => {
    const started = run('01 client --greedy');
    await started.shows(/xxx/);
    started.process.stdout?.destroy();
    const { code, errors } = await started.ended;
    expect(code).toBe(141);
    expect(errors).toBe('');
    expect(started.pids).toHaveLength(2);
  });

  it('ends on a signal while a reader takes nothing', async () => {
    const started = run('01 client --greedy');
    await started.shows(/xxx/);
    started.process.stdout?.pause();
    started.process.kill('SIGTERM');
    const [code] = await new Promise<[number | null]>((resolve) => {
      started.process.once('exit', (exitCode) => resolve([exitCode]));
    });
    expect(code).toBe(143);
    started.process.stdout?.resume();
  });
});

describe('course run of a program alone', () => {
  it('does not touch what the program prints', async () => {
    const { code, output } = await run('01 solo --exit 4').ended;
    expect(code).toBe(4);
    expect(output).toMatch(/^pid \d+\nsaid hello to 0\n$/);
  });

  it('starts no companions if a port is given', async () => {
    const server = createServer((connection) => connection.end());
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    const { output } = await run(`01 client ${port} --word hi`).ended;
    server.close();
    expect(output).toMatch(/^pid \d+\nsaid hi to 1\n$/);
  });
});

describe('course run without a program', () => {
  it('lists the programs of the chapter', async () => {
    const { code, output } = await course('run parts');
    expect(code).toBe(0);
    expect(output).toContain('  · host    Is visited twice.\n');
  });

  it('says with each program what is started with it, and how', async () => {
    const { output } = await course('run parts');
    expect(output).toContain(
      [
        '  · host    Is visited twice.',
        '            runs with --clients 2',
        '            starts then: 01 client, 01 client --word louder',
        '',
      ].join('\n'),
    );
    expect(output).toContain(
      'starts first: 01 server --clients 1, 01 server --clients 1',
    );
  });
});

describe('course run of what does not exist', () => {
  it.each([
    ['run 07', 'There is no chapter "07". Choose from 01-parts, 02-whole.'],
    ['run part', 'There is no chapter "part". Did you mean parts'],
    ['run 01 sever', 'Chapter 01-parts has no program "sever". Did you mean server?'],
    ['run 01 --help', 'Name the program before its options'],
    ['run', "Missing required argument 'chapter'."],
  ])('%s', async (typed, message) => {
    const { code, output, errors } = await course(typed);
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(errors).toContain(message);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('course run and the progress', () => {
  async function runsAfter(...commands: string[]): Promise<string[]> {
    const state = temporaryFolder();
    for (const typed of commands) await run(typed, { state }).ended;
    return readProgress(`${state}/progress.json`).runs;
  }

  it('remembers what was run, once', async () => {
    const runs = await runsAfter('01 solo', '01 client --exit 1', '01 solo');
    expect(runs).toEqual(['01-parts/solo', '01-parts/client']);
  });

  it('remembers no request for help and no misuse', async () => {
    expect(await runsAfter('01 solo --help', '01 solo --exit 2')).toEqual([]);
  });

  it('remembers none that failed alone, or whose server never listened', async () => {
    expect(await runsAfter('01 solo --exit 1', '01 client 1', '01 lost')).toEqual([]);
  });

  it('remembers what was interrupted', async () => {
    const state = temporaryFolder();
    const started = run('01 solo --stay', { state });
    await started.shows(/staying/);
    started.process.kill('SIGINT');
    await started.ended;
    expect(readProgress(`${state}/progress.json`).runs).toEqual(['01-parts/solo']);
  });
});
