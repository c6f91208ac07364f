import typescript from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { currentKernel, useKernel } from '../../../../lib/sys/index.ts';
import { parseRecord } from '../../../../lib/trace/index.ts';
import { transpile } from '../compile/transpile.ts';
import type { SeenBuffers } from '../program/buffer-rows.ts';
import type { SimulationData } from '../program/lab-data.ts';
import { limits } from './limits.ts';
import type { Ending, Message } from './messages.ts';
import { runProgram } from './run-program.ts';
import { ExitError } from './stopped.ts';

const real = currentKernel();
afterEach(() => {
  useKernel(real);
  vi.unstubAllGlobals();
});

const PATH = 'chapters/03-non-blocking/mine.ts';
const reader: SimulationData = { peers: [[{ readSlowly: 330_000 }]] };

const promises = () => new Promise<void>((resolve) => setTimeout(resolve));
let log: (text: string) => void = () => {};

interface Result {
  readonly ending: Ending;
  readonly messages: readonly Message[];
}

/** Runs a program whose lines from the fourth on are these. */
function runMain(body: string, simulation: SimulationData = reader): Promise<Result> {
  const lines = [
    "import { portNumber, print, program, Socket, WouldBlockError, select, write } from 'would-block'; import { named } from 'would-block/trace';",
    'const settings = { port: portNumber(1234) };',
    'function main({ port }: { port: number }): void {',
    body,
    '}',
    "program(import.meta.url, { summary: '', settings, main });",
  ];
  return run({ [PATH]: lines.join('\n') }, simulation);
}

async function run(
  texts: Record<string, string>,
  simulation: SimulationData,
  options = '',
): Promise<Result> {
  const files = Object.entries(texts).map(([path, text]) =>
    transpile(typescript, path, text),
  );
  const messages: Message[] = [];
  const job = { entry: Object.keys(texts)[0] ?? '', files, options, simulation };
  const ending = await runProgram(job, {
    limits: { ...limits, calls: 10_000, rounds: 100_000, lines: 30 },
    clock: () => 0,
    tell: (message) => messages.push(message),
    onMachine: () => {},
    onOutput: (show) => {
      log = show;
    },
    promises,
    exitCode: () => 0,
  });
  return { ending, messages };
}

function outputOf({ messages }: Result): string[] {
  return messages.flatMap((message) => (message.kind === 'output' ? message.text : []));
}

function buffersIn({ messages }: Result): SeenBuffers {
  const pieces = messages.filter((message) => message.kind === 'buffers');
  const connections = pieces.at(-1)?.connections ?? [];
  return { connections, rows: pieces.flatMap(({ rows }) => rows) };
}

function failureIn({ ending }: Result) {
  if (ending.kind !== 'failed') throw new Error('the program did not fail');
  const [place] = ending.places;
  return { ...ending.failure, line: place?.line, file: place?.file };
}

describe('a program in the lab', () => {
  it('runs to its end, on a machine with its peers', async () => {
    const result = await runMain(`
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      print(\`\${socket.send(new Uint8Array(10))} sent\`);
      socket.close();`);
    expect(result.ending).toMatchObject({ kind: 'done', exitCode: 0 });
    expect(outputOf(result)).toEqual(['10 sent']);
  });

  it('shows a last line that has no end, even if it fails', async () => {
    const write = "write(new TextEncoder().encode('one\\ntwo'));";
    expect(outputOf(await runMain(write))).toEqual(['one', 'two']);
    const failing = await runMain(`${write}\nthrow new Error('no');`);
    expect(outputOf(failing)).toEqual(['one', 'two']);
    expect(failureIn(failing).message).toBe('no');
  });

  it('leaves a record of its system calls', async () => {
    const result = await runMain(`
      const socket = new Socket();
      socket.close();`);
    const text = result.messages.flatMap((message) =>
      message.kind === 'record' ? message.text : [],
    );
    const { name, calls } = parseRecord(text.join(''));
    expect(name).toBe('mine');
    expect(calls.map((call) => call.name)).toEqual(['socket', 'close']);
  });

  it('leaves what lay in both buffers of a connection, whenever that changed', async () => {
    const result = await runMain(
      `
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      socket.send(new Uint8Array(1000));
      select([], [], [], 3);
      socket.send(new Uint8Array(70_000));
      select([], [], [], 3);`,
      { peers: [['stopReading', { pauseMs: 5 }, 'reset']] },
    );
    const { connections, rows } = buffersIn(result);
    expect(connections).toMatchObject([{ ends: [3, undefined] }]);
    const seen = rows.map(([direction, , sent, , received]) => [
      direction,
      sent,
      received,
    ]);
    expect(seen.filter((row, index) => `${row}` !== `${seen[index - 1]}`)).toEqual([
      [0, 0, 0],
      [0, 1000, 0],
      [0, 0, 1000],
      [0, 70_000, 1000],
      [0, 70_000 - 64_536, 65_536],
      [0, 70_000 - 64_536, 0],
      [0, 0, 0],
    ]);
  });

  it('knows the descriptors of both ends, of a connection that it has accepted too', async () => {
    const result = await runMain(`
      const listener = new Socket();
      listener.bind({ host: '127.0.0.1', port: 4000 });
      listener.listen();
      const client = new Socket();
      client.connect({ host: '127.0.0.1', port: 4000 });
      client.send(new Uint8Array(1));
      listener.accept().recv(1);`);
    expect(buffersIn(result).connections).toMatchObject([{ ends: [4, 5] }]);
  });

  it('is not slowed down by the record: only its own calls are counted', async () => {
    const { ending } = await runMain('new Socket().close();\nprint("closed");');
    expect(ending).toMatchObject({ calls: 3, nowMs: 0.003 });
  });

  it('ends well if the lab has made it exit', async () => {
    vi.stubGlobal('leave', () => {
      throw new ExitError();
    });
    expect((await runMain('globalThis.leave();')).ending.kind).toBe('done');
  });

  it('shows what it logs, and what it prints while it is loaded', async () => {
    vi.stubGlobal('log', (text: string) => log(text));
    const text = [
      "import { print, program } from 'would-block';",
      "print('loading');",
      "program(import.meta.url, { summary: '', settings: {}, main: () => log('a\\nb') });",
    ].join('\n');
    expect(outputOf(await run({ [PATH]: text }, {}))).toEqual(['loading', 'a', 'b']);
  });

  it('tells how much its peers have read in the end, and which faults have struck', async () => {
    const machine = { faults: ['one-byte-send', 'interrupt'] };
    const { ending } = await runMain(
      `const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      socket.sendAll(new Uint8Array(10));`,
      { ...reader, machine },
    );
    expect(ending).toMatchObject({ bytesRead: [10], struck: ['one-byte-send'] });
  });

  it('prints its usage if it is asked for --help', async () => {
    const text = [
      "import { count, program } from 'would-block';",
      "program(import.meta.url, { summary: '', settings: { steps: count(1, 'how many') }, main() {} });",
    ].join('\n');
    const result = await run({ [PATH]: text }, {}, '--help');
    expect(outputOf(result).join()).toContain('--steps N');
  });

  it('is told what is wrong with its options', async () => {
    const text =
      "import { program } from 'would-block';\nprogram(import.meta.url, { summary: '', settings: {}, main() {} });";
    const { kind, message } = failureIn(await run({ [PATH]: text }, {}, '--steps 4'));
    expect({ kind, message }).toEqual({
      kind: 'usage',
      message: "Unknown option '--steps'.",
    });
  });

  it('must declare itself', async () => {
    const { message } = failureIn(await run({ [PATH]: 'export {};' }, {}));
    expect(message).toContain('mine.ts declares no program');
  });
});

describe('the lab stops', () => {
  it('an endless loop, and says on which line it begins', async () => {
    const failure = failureIn(await runMain('\n\n  while (port > 0) {\n  }'));
    expect(failure).toMatchObject({ kind: 'endless-loop', line: 6, file: PATH });
  });

  it('an endless loop without braces, in a generator, and in a callback', async () => {
    const bodies = [
      'for (;;) port += 0;',
      'function* forever() { do yield; while (true); } for (const _ of forever());',
      '[1].forEach(() => { while (true); });',
    ];
    for (const body of bodies) {
      const failure = failureIn(await runMain(body));
      expect(failure).toMatchObject({ kind: 'endless-loop', line: 4 });
    }
  });

  it('the one of several loops that does not end, be it the outer or the inner', async () => {
    const lineOf = async (body: string) => failureIn(await runMain(body));
    expect(
      await lineOf('while (true) {\nfor (let n = 0; n < 1000; n++);\n}'),
    ).toMatchObject({ kind: 'endless-loop', line: 4 });
    expect(await lineOf('for (let n = 0; n < 3; n++) {\nwhile (true);\n}')).toMatchObject(
      { kind: 'endless-loop', line: 5 },
    );
  });

  it('an endless loop that catches whatever is thrown within', async () => {
    const failure = failureIn(
      await runMain('while (true) { try { port += 0; } catch {} }'),
    );
    expect(failure.kind).toBe('endless-loop');
  });

  it('an endless loop of calls, even if what the kernel throws is caught', async () => {
    const body = `
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      while (true) { try { socket.getpeername(); } catch {} }`;
    expect(failureIn(await runMain(body)).kind).toBe('bound');
  });

  it('a deadlock, with who waits for what', async () => {
    const failure = failureIn(
      await runMain(`
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      socket.recv(10);`),
    );
    expect(failure).toMatchObject({ kind: 'deadlock', line: 7 });
    expect(failure.message).toMatch(/^recv on descriptor 3 waits/);
    const [descriptor, peer] = failure.behind;
    expect(descriptor?.text).toMatch(/^descriptor 3: /);
    expect(descriptor?.place?.line).toBe(5);
    expect(peer?.text).toMatch(/^peer on port 1234: /);
  });

  it('a deadlock of tasks, with the line on which each began to wait', async () => {
    const { behind } = failureIn(
      await runMain(`
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      function* task(): Generator {
        yield { readable: socket };
      }
      const over = task();
      over.next();
      over.next();
      named('mine', task()).next();
      select([socket], []);`),
    );
    expect(behind[0]).toMatchObject({
      text: 'a task waits until descriptor 3 is readable',
      place: { line: 8 },
    });
    expect(behind[1]?.text).toBe('the task mine waits until descriptor 3 is readable');
  });

  it('an endless loop within one that catches everything', async () => {
    const body = 'while (true) { try { for (;;) port += 0; } catch {} }';
    expect(failureIn(await runMain(body)).kind).toBe('endless-loop');
  });

  it('a program that makes calls without end', async () => {
    const failure = failureIn(
      await runMain(`
      const socket = new Socket();
      socket.connect({ host: '127.0.0.1', port });
      for (;;) {
        socket.getpeername();
      }`),
    );
    expect(failure).toMatchObject({ kind: 'bound', line: 8 });
  });

  it('a program that prints without end', async () => {
    const result = await runMain('for (;;) {\n  print("again");\n}');
    expect(failureIn(result)).toMatchObject({ kind: 'output', line: 5 });
    expect(outputOf(result)).toHaveLength(30);
  });
});

describe('the lab tells', () => {
  it('what was thrown, and on which line', async () => {
    const failure = failureIn(
      await runMain('const text: any = undefined;\nprint(\n  text.length,\n);'),
    );
    expect(failure).toMatchObject({ kind: 'error', name: 'TypeError', line: 6 });
  });

  it('where something was thrown that is no error', async () => {
    const failure = failureIn(await runMain('if (port > 0) {\n  throw null;\n}'));
    expect(failure).toMatchObject({ name: 'thrown', message: 'null', line: 5 });
    const bare = failureIn(await runMain('throw Object.create(null);'));
    expect(bare).toMatchObject({ message: '[no prototype] {}', line: 4 });
  });

  it('what lies behind an error', async () => {
    const { behind } = failureIn(
      await runMain(
        "const inner = new Error('inner');\nthrow new Error('outer', { cause: inner });",
      ),
    );
    expect(behind).toMatchObject([
      { text: 'behind it: Error: inner', place: { line: 4 } },
    ]);
  });

  it('that a promise is awaited which nobody settles', async () => {
    const text = [
      "import { program } from 'would-block';",
      'async function main() { await new Promise(() => {}); }',
      "program(import.meta.url, { summary: '', settings: {}, main });",
    ].join('\n');
    expect(failureIn(await run({ [PATH]: text }, {})).kind).toBe('promise');
  });

  it('what was thrown while a file was loaded', async () => {
    const texts = {
      [PATH]: "import './other.ts';",
      'chapters/03-non-blocking/other.ts': "\nthrow new Error('no');",
    };
    expect(failureIn(await run(texts, {}))).toMatchObject({
      message: 'no',
      line: 2,
      file: 'chapters/03-non-blocking/other.ts',
    });
  });

  it('an error of the system, with advice', async () => {
    const failure = failureIn(
      await runMain("new Socket().connect({ host: '127.0.0.1', port: port + 1 });"),
    );
    expect(failure).toMatchObject({ kind: 'system', line: 4 });
    expect(failure.message).toContain('Nobody listens there.');
  });

  it('which modules there are, where another is imported', async () => {
    const { message } = failureIn(await run({ [PATH]: "import 'node:net';" }, {}));
    expect(message).toBe(
      'node:net is not in the lab: it has would-block, would-block/sim, would-block/trace, ' +
        'would-block/testing and the files on the tabs',
    );
  });

  it('what is thrown that is no error', async () => {
    expect(failureIn(await runMain("throw 'a text';"))).toMatchObject({
      kind: 'error',
      message: "'a text'",
    });
  });
});
