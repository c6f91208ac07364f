/** Holds the programs of chapter 05 to what the chapter says of them; servers.test.ts has the servers. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

const DATA_BYTES = 73_400_320;
const start = (name: string, ...settings: string[]): ProgramProcess =>
  startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);

afterEach(endPrograms);

/** A server of node:net for one client: what it does with the connection is up to the test. */
async function listen(): Promise<{ port: string; accepted: Promise<Socket> }> {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const accepted = once(server, 'connection').then(([socket]) => {
    server.close();
    return socket as Socket;
  });
  return { port: String(port), accepted };
}

/** Reads to the end of the stream, and answers all of it. */
async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.resume();
  await once(socket, 'end');
  return Buffer.concat(chunks);
}

describe('client', () => {
  it('sends every byte, and calls select() once for each refusal', async () => {
    const { port, accepted } = await listen();
    const client = start('client', port);
    const bytes = await readAll(await accepted);
    const { code, output } = await client.ended();
    expect(code).toBe(0);
    expect(bytes).toHaveLength(DATA_BYTES);
    expect(bytes.equals(Buffer.alloc(DATA_BYTES, 'foobar\n'))).toBe(true);
    const refusals = output.match(/refused (\d+) times/)?.[1];
    expect(Number(refusals)).toBeGreaterThan(0);
    expect(output).toContain(`select() was called ${refusals} times`);
  });

  it('is asleep in select() for as long as nobody reads', async () => {
    const { port, accepted } = await listen();
    const client = start('client', port, '--count-to', '0');
    const socket = await accepted;
    await client.printed(/bytes to send/);
    const { state, waitChannel } = await client.asleep();
    expect(state).toBe('S');
    expect(waitChannel).toMatch(/select|poll/);
    expect(await readAll(socket)).toHaveLength(DATA_BYTES);
    expect((await client.ended()).code).toBe(0);
  });

  it('is woken when the server is gone, and says so in one line', async () => {
    const { port, accepted } = await listen();
    const client = start('client', port);
    const socket = await accepted;
    await client.printed(/bytes to send/);
    await client.asleep();
    socket.destroy();
    const { code, errors } = await client.ended();
    expect(code).toBe(1);
    expect(errors).toMatch(/^client: send: .*\((ECONNRESET|EPIPE)\)\. .*\n$/);
  });
});

describe('readiness', () => {
  it('gets every answer that the chapter names', async () => {
    const { code, output } = await start('readiness').ended();
    expect(code).toBe(0);
    expect(output).toMatch(
      new RegExp(
        [
          '^listener, nobody there: nothing',
          'listener, a client waits: readable',
          'connection, nothing sent: writable',
          'connection, 7 bytes sent: readable, writable',
          'connection, 7 bytes read: writable',
          'connection, peer has ended: readable, writable',
          'connection, \\d+ bytes sent: nothing',
          'connection, \\d+ bytes read: writable',
          'send\\(\\) took [1-9]\\d* bytes before that, one at a time',
          'and now \\d+ bytes of a buffer of \\d+',
          'connection, broken: readable, writable\n$',
        ].join('\n'),
      ),
    );
    const [, room = 0, size = 0] =
      output.match(/now (\d+) bytes of a buffer of (\d+)/) ?? [];
    expect(Number(room) / Number(size)).toBeGreaterThan(0.25);
    expect(Number(room) / Number(size)).toBeLessThan(0.5);
  });
});

describe('timeouts', () => {
  it('looks only, gives up after a while, and waits until the other end is gone', async () => {
    const { code, output } = await start('timeouts').ended();
    expect(code).toBe(0);
    expect(output).toMatch(
      /^timeout 0: nothing after \d+ ms\ntimeout 100: nothing after 1\d\d ms\ntimeout Infinity: readable after \d+ ms\nrecv\(\) returned 0 bytes\n$/,
    );
  });
});

describe('silence', () => {
  it('sleeps through the second that it watches for reading, and spins for writing', async () => {
    const { code, output } = await start('silence').ended();
    expect(code).toBe(0);
    const [, cpuMs] = output.match(/^for reading: 1 × select\(\), (\d+) ms/) ?? [];
    expect(Number(cpuMs)).toBeLessThan(100);
    const [, selects] = output.match(/^for reading and writing: (\d+) × select/m) ?? [];
    expect(Number(selects)).toBeGreaterThan(1000);
  });
});

describe('limit', () => {
  it('is refused descriptor 1,024 by the library, and not by the kernel', async () => {
    const { code, output } = await start('limit').ended();
    expect(code).toBe(0);
    expect(output).toBe(
      'select() cannot watch descriptor 1024: an fd_set has room for 0 to 1023. poll(2) and epoll(7) have no such limit.\n' +
        'the kernel, asked about the same in a set of 2048 bits: 1 is writable\n',
    );
  });

  it('says so where the process may not open that many descriptors', async () => {
    const tsx = import.meta.resolve('tsx');
    const program = fileURLToPath(new URL('limit.ts', import.meta.url));
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -n 500 && exec "$0" --import "$1" "$2"',
      process.execPath,
      tsx,
      program,
    ]);
    expect(stdout).toMatch(/^this process may not open so many: .*\(EMFILE\).*\n$/);
  });
});

describe('talk', () => {
  it('finds every byte right that comes back as it should', async () => {
    const { port, accepted } = await listen();
    const talk = start('talk', port, '--lines', '3', '--echo');
    const socket = await accepted;
    const said = await readAll(socket);
    expect(said.toString()).toBe('line 0000000000\nline 0000000001\nline 0000000002\n');
    // A byte a packet, as far as TCP allows.
    socket.setNoDelay();
    for (const byte of said) socket.write(Uint8Array.of(byte));
    socket.end();
    const { code, output } = await talk.ended();
    expect(code).toBe(0);
    expect(output).toBe('48 bytes sent, 48 came back\nevery byte is right\n');
  });

  it('notices a line that is missing, one that is wrong, and one too many', async () => {
    const answers = {
      'LINE 0000000001\n': /16 are lost: "LINE 0000000001" stands for "LINE 0000000000"/,
      'LINE 0000000000\nLINE 000000O001\n': /0 are lost: "LINE 000000O001" stands for/,
      'LINE 0000000000\nLINE 0000000001\nx': /-1 are lost: "x" stands for ""/,
    };
    for (const [answer, verdict] of Object.entries(answers)) {
      const { port, accepted } = await listen();
      const talk = start('talk', port, '--lines', '2');
      const socket = await accepted;
      await readAll(socket);
      socket.end(answer);
      expect((await talk.ended()).output).toMatch(verdict);
    }
  });

  it('reads when it can send no more, so that a server which waits for that goes on', async () => {
    const { port, accepted } = await listen();
    const talk = start('talk', port, '--echo');
    const socket = await accepted;
    // Like a server with a bounded queue: pipe() reads only what it can pass on.
    socket.pipe(socket);
    const { code, output } = await talk.ended();
    expect(code).toBe(0);
    expect(output).toBe('16000000 bytes sent, 16000000 came back\nevery byte is right\n');
  });

  it('says that the server broke off, and what had come back until then', async () => {
    const { port, accepted } = await listen();
    const talk = start('talk', port);
    const socket = await accepted;
    socket.once('data', () => socket.resetAndDestroy());
    socket.resume();
    const { code, output } = await talk.ended();
    expect(code).toBe(0);
    expect(output).toMatch(/^the server broke off: .*\((ECONNRESET|EPIPE)\)\n/);
    expect(output).toContain('16000000 bytes sent, 0 came back');
  });
});
