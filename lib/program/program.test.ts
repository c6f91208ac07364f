/**
 * Programs as a reader starts them: processes, whose output and exit code are what counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressOf, listening, nobodyListening } from '../net/socket.fixture.ts';
import { currentKernel, F_SETFL, O_NONBLOCK } from '../sys/index.ts';
import { parseRecord } from '../trace/index.ts';
import { program } from './index.ts';

vi.setConfig({ testTimeout: 30_000 }); // processes start slowly on a busy machine

const typescript = new URL('../typescript/register.js', import.meta.url).href;
const settings = fileURLToPath(new URL('settings.fixture.ts', import.meta.url));
const troubles = fileURLToPath(new URL('troubles.fixture.ts', import.meta.url));

interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** Runs a command to its end. */
async function ended(command: string, ...values: string[]): Promise<Ended> {
  const child = spawn(command, values, { stdio: ['ignore', 'pipe', 'pipe'] });
  const result: Ended = { code: null, output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    result.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    result.errors += text;
  });
  [result.code] = await once(child, 'close');
  return result;
}

function run(file: string, ...typed: string[]): Promise<Ended> {
  return ended(process.execPath, '--import', typescript, file, ...typed);
}

/** Runs a program that is told by its environment how. */
function runWith(environment: string, file: string, ...typed: string[]): Promise<Ended> {
  return ended(
    'env',
    environment,
    process.execPath,
    '--import',
    typescript,
    file,
    ...typed,
  );
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'would-block-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const allSettings =
  'port=80 secondPort=0 steps=10 pauseMs=0 limit=Infinity veryLoud=true\n';

describe('a program', () => {
  it('runs with what was typed, and ends with 0', async () => {
    const result = await run(settings, '80', '--very-loud');
    expect(result).toEqual({ code: 0, output: allSettings, errors: '' });
  });

  it('runs by whatever path it is started: a link, in a linked folder, without .ts', async () => {
    const links = folder();
    symlinkSync(settings, join(links, 'link.ts'));
    symlinkSync(dirname(settings), join(links, 'folder'));
    const paths = [
      join(links, 'link.ts'),
      join(links, 'folder', 'settings.fixture.ts'),
      settings.replace(/\.ts$/, ''),
    ];
    // As a reader may start it: tsx finds the file that is meant.
    const tsx = import.meta.resolve('tsx');
    const results = await Promise.all(
      paths.map((path) =>
        ended(process.execPath, '--import', tsx, path, '80', '--very-loud'),
      ),
    );
    expect(results.map(({ output }) => output)).toEqual(paths.map(() => allSettings));
  });

  it('does not run if it is imported', async () => {
    const main = vi.fn();
    await program(import.meta.url, { summary: '', settings: {}, main });
    expect(main).not.toHaveBeenCalled();
  });

  it('does not run if another is started that imports it', async () => {
    const importer = join(folder(), 'importer.ts');
    writeFileSync(importer, `import ${JSON.stringify(settings)};`);
    expect(await run(importer)).toEqual({ code: 0, output: '', errors: '' });
  });

  it('prints its usage with --help, and ends with 0', async () => {
    const { code, output, errors } = await run(settings, '--help');
    expect(output).toMatch(/^Prints its settings\.\n\nUsage: settings\.fixture \[port\]/);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('ends with 2 and one line for what it does not take', async () => {
    const complaints = [
      ['abc', 'port is a whole number from 0 to 65535, not "abc".'],
      ['-1', '"-1" is negative; this program takes whole numbers ≥ 0.'],
      ['--nonsense', "Unknown option '--nonsense'."],
    ] as const;
    const results = await Promise.all(complaints.map(([typed]) => run(settings, typed)));
    const expected = complaints.map(([, complaint]) => ({
      code: 2,
      output: '',
      errors: `settings.fixture: ${complaint} --help says more.\n`,
    }));
    expect(results).toEqual(expected);
  });
});

describe('an error of the system', () => {
  it('ends the program with 1 and a line of advice: ECONNREFUSED', async () => {
    const { port } = nobodyListening();
    const ways = ['--connect', '--later', '--timer'];
    const results = await Promise.all(ways.map((how) => run(troubles, `${port}`, how)));
    for (const result of results) {
      expect(result).toEqual({
        code: 1,
        output: '',
        errors:
          `troubles.fixture: connect 127.0.0.1 port ${port}: Connection refused ` +
          '(ECONNREFUSED). Nobody listens there. Start the server first, in another terminal.\n',
      });
    }
  });

  it('ends the program with 1 and a line of advice: EADDRINUSE', async () => {
    const { port } = addressOf(listening());
    expect(await run(troubles, String(port), '--bind')).toEqual({
      code: 1,
      output: '',
      errors:
        `troubles.fixture: bind 127.0.0.1 port ${port}: Address already in use ` +
        '(EADDRINUSE). Something listens there already. End it, or give another port; ' +
        '0 picks a free one.\n',
    });
  });

  it('ends the program with 1 and a line of advice: EACCES', async () => {
    expect(await run(troubles, '80', '--denied')).toEqual({
      code: 1,
      output: '',
      errors:
        'troubles.fixture: bind 127.0.0.1 port 80: Permission denied (EACCES). ' +
        'Ports below 1024 need permission. Give a higher one; 0 picks a free one.\n',
    });
  });

  it('ends the program with 1 and a line of advice: EMFILE', async () => {
    const { code, errors } = await run(troubles, '--full');
    expect(code).toBe(1);
    expect(errors).toMatch(/^troubles\.fixture: socket: .* see ulimit -n\.\n$/);
  });
});

describe('a program that is traced', () => {
  it('shows what it does after an await, too', async () => {
    const { port } = nobodyListening();
    const { output } = await runWith(
      'WOULD_BLOCK_TRACE=1',
      troubles,
      `${port}`,
      '--later',
    );
    expect(output).toMatch(/^socket\(/m);
    expect(output).toMatch(/^connect\(.* = -1 ECONNREFUSED/m);
  });

  it('records the line of its own that led to a call, where that is asked for', async () => {
    const place = folder();
    const file = join(place, 'caller.ts');
    const index = new URL('../index.ts', import.meta.url).href;
    const lines = [
      `import { AF_INET, print, program, Socket, SOCK_STREAM } from '${index}';`,
      'interface Erased { it: boolean }',
      'function open(): Socket {',
      '  return new Socket(AF_INET, SOCK_STREAM);',
      '}',
      'program(import.meta.url, {',
      "  summary: '', settings: {},",
      '  main() {',
      '    const erased: Erased = { it: true };',
      '    open().close();',
      '    print(String(erased.it));',
      '  },',
      '});',
    ];
    writeFileSync(file, lines.join('\n'));
    const record = join(place, 'record.jsonl');
    const asked = [`WOULD_BLOCK_RECORD=${record}`, 'WOULD_BLOCK_LINES=1'];
    const command = [process.execPath, '--import', typescript, file];
    expect(await ended('env', ...asked, ...command)).toMatchObject({ errors: '' });
    const { calls } = parseRecord(readFileSync(record, 'utf8'));
    const { href } = pathToFileURL(file);
    expect(calls.map(({ name, line }) => [name, line])).toEqual([
      ['socket', `${href}:4`],
      ['close', `${href}:10`],
      ['write', `${href}:11`],
    ]);
  });
});

describe('a bug', () => {
  it('keeps its stack, wherever in main it happens', async () => {
    const results = await Promise.all([
      run(troubles, '--bug'),
      run(troubles, '--bug-later'),
    ]);
    for (const [index, message] of [
      'TypeError: a bug',
      'TypeError: a late bug',
    ].entries()) {
      expect(results[index]?.code).toBe(1);
      expect(results[index]?.errors).toContain(message);
      expect(results[index]?.errors).toMatch(/^ +at .*troubles\.fixture\.ts:\d+/m);
    }
  });
});

describe('the output of a program', () => {
  it('may be read no further than its first line: `| head -1`', async () => {
    const script = '{ "$@"; echo "exit code $?" >&2; } | head -1';
    const command = [process.execPath, '--import', typescript, troubles, '--endless'];
    const result = await ended('sh', '-c', script, 'sh', ...command);
    expect(result).toEqual({ code: 0, output: 'line 1\n', errors: 'exit code 141\n' });
  });

  it('may end at any moment', async () => {
    const child = spawn(
      process.execPath,
      ['--import', typescript, troubles, '--endless'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, errors }).toEqual({ code: 141, errors: '' });
  });

  it('is complete through a non-blocking pipe that is full', async () => {
    const kernel = currentKernel();
    const fds = new Int32Array(2);
    expect(kernel.pipe2(fds, O_NONBLOCK)).toBe(0);
    const [readEnd = -1, writeEnd = -1] = fds;
    const child = spawn(
      process.execPath,
      ['--import', typescript, troubles, '--mebibyte'],
      {
        stdio: ['ignore', writeEnd, 'pipe'],
      },
    );
    kernel.close(writeEnd);
    kernel.fcntl(readEnd, F_SETFL, 0);
    const [told] = await once(child.stderr as NodeJS.ReadableStream, 'data');
    expect(String(told)).toMatch(/^waiting\n/);

    let received = 0;
    const output = createReadStream('', { fd: readEnd });
    for await (const piece of output) received += piece.length;
    expect(received).toBe(2 ** 20);
    const code = child.exitCode ?? (await once(child, 'exit'))[0];
    expect(code).toBe(0);
  });
});
