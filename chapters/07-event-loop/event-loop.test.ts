/** Holds the programs of chapter 07 to what the chapter says of them. */
import { once } from 'node:events';
import { createServer, type Socket as NodeSocket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { type InternetAddress, Socket } from 'would-block';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

const SENT_BYTES = 4 * 1024 * 1024;

function start(name: string, ...settings: string[]): ProgramProcess {
  return startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);
}

afterEach(endPrograms);

/** A server of node:net that takes one connection, and reads nothing before it is told to. */
async function listen(): Promise<{ port: string; accepted: Promise<NodeSocket> }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const accepted = once(server, 'connection').then(([socket]) => {
    server.close();
    return socket as NodeSocket;
  });
  return { port: String(port), accepted };
}

/** Reads to the end, piece by piece with a breath in between. Answers what came. */
async function readSlowly(socket: NodeSocket): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of socket) {
    pieces.push(piece);
    await setImmediate();
  }
  return Buffer.concat(pieces).toString();
}

/** A port that nobody listens on, and nobody will, until the socket is closed. */
function silentPort(): { port: string; socket: Socket } {
  const socket = new Socket();
  socket.bind({ host: '127.0.0.1', port: 0 });
  const { port } = socket.getsockname() as InternetAddress;
  return { port: String(port), socket };
}

/** Waits until the program has used that much more of the processor. */
async function untilBusyFor(program: ProgramProcess, cpuMs: number): Promise<void> {
  const endMs = program.state().cpuMs + cpuMs;
  while (program.state().cpuMs < endMs) await setImmediate();
}

function selectsIn(output: string): number {
  return Number(output.match(/select\(\) was called (\d+) times/)?.[1]);
}

describe('main', () => {
  it('counts on while both senders wait, then sleeps, and loses no byte', async () => {
    const servers = [await listen(), await listen()];
    const program = start('main', ...servers.map(({ port }) => port), '--steps', '20');
    const sockets = await Promise.all(servers.map(({ accepted }) => accepted));

    // Nobody reads, and the counter comes to its end all the same.
    await program.printed(/counter: done/);
    expect(program.output.match(/counter: step \d+/g)).toHaveLength(10);
    expect(program.output).not.toMatch(/4 of 4 MiB/);
    // Now both senders wait and nobody else is there: it sleeps in select().
    await program.asleep(200);

    const received = await Promise.all(sockets.map(readSlowly));
    expect(received[0] === 'foo\n'.repeat(SENT_BYTES / 4)).toBe(true);
    expect(received[1] === 'bar\n'.repeat(SENT_BYTES / 4)).toBe(true);
    const { code, output } = await program.ended();
    expect(code).toBe(0);
    expect(output).toMatch(/foo: 4 of 4 MiB sent/);
    expect(output).toMatch(/bar: 4 of 4 MiB sent/);
    expect(selectsIn(output)).toBeGreaterThan(20);
    expect(selectsIn(output)).toBeLessThan(5000);
  });

  it('goes on with its other tasks when one cannot connect', async () => {
    const server = await listen();
    const silent = silentPort();
    const program = start('main', silent.port, server.port, '--steps', '5');
    const received = await readSlowly(await server.accepted);
    const { code, output } = await program.ended();
    silent.socket.close();
    expect(received.length).toBe(SENT_BYTES);
    expect(code).toBe(1);
    expect(output).toMatch(
      /a task failed: connect 127\.0\.0\.1 port \d+: .*ECONNREFUSED/,
    );
    expect(output).toMatch(/counter: done/);
    expect(output).toMatch(/bar: 4 of 4 MiB sent/);
  });

  it('goes on with its other tasks when a reader crashes', async () => {
    const [crashing, steady] = [await listen(), await listen()];
    const program = start('main', crashing.port, steady.port, '--steps', '10');
    (await crashing.accepted).resetAndDestroy();
    const received = await readSlowly(await steady.accepted);
    const { code, output } = await program.ended();
    expect(received.length).toBe(SENT_BYTES);
    expect(code).toBe(1);
    expect(output).toMatch(/a task failed: send: .*\((ECONNRESET|EPIPE)\)/);
    expect(output).toMatch(/counter: done/);
  });

  it('counts in steps of 20 ms, whatever the senders do', async () => {
    const servers = [await listen(), await listen()];
    const program = start('main', ...servers.map(({ port }) => port), '--steps', '30');
    await Promise.all(servers.map(async ({ accepted }) => readSlowly(await accepted)));
    const { output } = await program.ended();
    const tookMs = Number(output.match(/^(\d+) ms, of which/m)?.[1]);
    expect(tookMs).toBeGreaterThanOrEqual(600);
  });
});

describe('by-hand', () => {
  it('stops the task at its first wait, and resumes it until it is done', async () => {
    const { code, output } = await start('by-hand').ended();
    expect(code).toBe(0);
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('sendAll() returned a generator; 0 bytes have arrived');
    expect(lines[1]).toMatch(
      /^next\(\) returned \{"value":\{"writable":"a socket"\},"done":false\}; [1-9]\d* bytes/,
    );
    expect(lines[2]).toMatch(
      /^[1-9]\d* more calls, and next\(\) returned \{"done":true\}$/,
    );
  });
});

describe('awaited', () => {
  it('settles the promise in the loop, and both go on when the loop has returned', async () => {
    const { code, output } = await start('awaited').ended();
    expect(code).toBe(0);
    expect(output.trim().split('\n')).toEqual([
      'the async function stops',
      'the generator stops',
      'run() is called',
      'there are bytes, and the promise is settled',
      'run() returns',
      'the async function goes on',
      'the generator goes on',
    ]);
  });
});

describe('source-loop', () => {
  it('delivers every byte, and spins while both senders wait', async () => {
    const servers = [await listen(), await listen()];
    const ports = servers.map(({ port }) => port);
    const program = start('source-loop', ...ports, '--steps', '10');
    const sockets = await Promise.all(servers.map(({ accepted }) => accepted));
    await program.printed(/counter: done/);
    await untilBusyFor(program, 200);
    const received = await Promise.all(sockets.map(readSlowly));
    expect(received.map(({ length }) => length)).toEqual([SENT_BYTES, SENT_BYTES]);
    const { code, output } = await program.ended();
    expect(code).toBe(0);
    expect(selectsIn(output)).toBeGreaterThan(10_000);
  });
});

describe('source-faults', () => {
  /** What it printed of the article's loop, and what of ours. */
  async function halves(flag: string): Promise<[string, string]> {
    const { code, output } = await start('source-faults', flag).ended();
    expect(code).toBe(0);
    const [theirs = '', ours = ''] = output.split('on our loop:\n');
    return [theirs, ours];
  }
  const ending = /ended after (\d+) ms; calls of select\(\): (\d+)/;

  it('--reader: the article’s loop asks for ever and wakes nobody, ours wakes it', async () => {
    const [theirs, ours] = await halves('--reader');
    expect(theirs).not.toMatch(/was woken/);
    expect(theirs).toMatch(/the loop failed: Error: 200 ms are over/);
    expect(Number(theirs.match(ending)?.[2])).toBeGreaterThan(1000);
    expect(ours).toMatch(/was woken/);
    expect(Number(ours.match(ending)?.[2])).toBeLessThan(10);
  });

  it('--naps: on the article’s loop naps add up, on ours they overlap', async () => {
    const [theirs, ours] = await halves('--naps');
    expect(Number(theirs.match(ending)?.[1])).toBeGreaterThanOrEqual(1000);
    const oursMs = Number(ours.match(ending)?.[1]);
    expect(oursMs).toBeGreaterThanOrEqual(500);
    expect(oursMs).toBeLessThan(Number(theirs.match(ending)?.[1]));
  });

  it('--error: on the article’s loop one error ends all, on ours one task', async () => {
    const [theirs, ours] = await halves('--error');
    expect(theirs).toMatch(/the loop failed: Error: this task has a fault/);
    expect(theirs).not.toMatch(/step 2/);
    expect(ours).toMatch(/a task failed: Error: this task has a fault/);
    expect(ours).toMatch(/step 5\ncounter: done/);
  });
});

describe('await', () => {
  it('becomes yield where JavaScript has generators and no await', () => {
    const compiled = ts.transpileModule('async function f() { await g(); h(); }', {
      compilerOptions: { target: ts.ScriptTarget.ES2015 },
    }).outputText;
    expect(compiled).toMatch(/function\* \(\) \{\s*yield g\(\);\s*h\(\);\s*\}/);
  });
});
