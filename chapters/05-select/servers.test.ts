/** Holds the servers of chapter 05 to what the chapter says of them, with clients of node:net. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

/** A server that listens. */
async function start(name: string, ...settings: string[]): Promise<ProgramProcess> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const server = startProgram(file, '0', ...settings);
  await server.port();
  return server;
}

const clients = new Set<Socket>();

afterEach(async () => {
  for (const client of clients) client.destroy();
  clients.clear();
  await endPrograms();
});

/** A client that is connected to a server which listens, and reads nothing yet. */
async function visit(server: ProgramProcess): Promise<Socket> {
  const port = Number(server.output.match(/:(\d+)$/m)?.[1]);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  clients.add(socket);
  await once(socket.pause(), 'connect');
  return socket;
}

/** Everything that comes until the server ends the stream. */
async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.resume();
  await once(socket, 'end');
  socket.end();
  return Buffer.concat(chunks);
}

/** Sends bytes and ends, so that all of it is there when the server looks next. */
async function sayUnseen(server: ProgramProcess, said: Buffer): Promise<Socket> {
  process.kill(server.pid, 'SIGSTOP');
  const socket = await visit(server);
  socket.end(said);
  await once(socket, 'finish');
  process.kill(server.pid, 'SIGCONT');
  return socket;
}

/** As many bytes as come at once or later. */
async function read(socket: Socket, bytes: number): Promise<string> {
  let text = '';
  while (text.length < bytes) {
    const chunk: Buffer | null = socket.read(Math.min(bytes - text.length, 1));
    if (chunk === null) await once(socket, 'readable');
    else text += chunk.toString('latin1');
  }
  return text;
}

/** Text that repeats only after a prime number of bytes, so that no chunk can be lost unseen. */
function text(bytes: number, name = 'a'): string {
  const lines = Array.from({ length: 200 }, (_, line) => `${name} ${line}\n`);
  const part = lines.join('').slice(0, 997);
  return part.repeat(Math.ceil(bytes / part.length)).slice(0, bytes);
}

const correctServers = [
  { name: 'echo-queue', answer: (text: string) => text },
  { name: 'upper', answer: (text: string) => text.toUpperCase() },
];

describe.each(correctServers)('$name', ({ name, answer }) => {
  it('sends every byte back to the one of fifty clients that sent it', async () => {
    const server = await start(name, '--clients', '50');
    const visits = Array.from({ length: 50 }, async (_, number) => {
      const said = text(2_000 * (number + 1), `client ${number} says`);
      const socket = await visit(server);
      socket.end(said);
      expect((await readAll(socket)).toString()).toBe(answer(said));
    });
    await Promise.all(visits);
    expect((await server.ended()).code).toBe(0);
  });

  it('is asleep in select() while its clients say nothing, and answers each byte', async () => {
    const server = await start(name);
    const sockets = await Promise.all(Array.from({ length: 20 }, () => visit(server)));
    const { state, waitChannel } = await server.asleep();
    expect(state).toBe('S');
    expect(waitChannel).toMatch(/select|poll/);
    const speaker = (sockets[7] as Socket).setNoDelay();
    for (const letter of 'letters') {
      speaker.write(letter);
      expect(await read(speaker, 1)).toBe(answer(letter));
    }
    await server.asleep();
  });

  it('keeps what a client does not take, reads no more from it, and serves the others', async () => {
    const server = await start(name, '--clients', '2');
    const stalled = await visit(server);
    const said = text(24_000_000);
    stalled.end(said);
    // Its bytes are stuck on the way: the server sleeps, and has not read them all.
    await server.asleep();
    expect(stalled.writableFinished).toBe(false);
    const prompt = await visit(server);
    prompt.end('me too\n');
    expect((await readAll(prompt)).toString()).toBe(answer('me too\n'));
    expect((await readAll(stalled)).equals(Buffer.from(answer(said)))).toBe(true);
    const { code, output } = await server.ended();
    expect(code).toBe(0);
    const longest = Number(output.match(/longest queue held (\d+) bytes/)?.[1] ?? 0);
    expect(longest).toBeLessThan(65_536 + 1024);
  });

  it('outlives clients that reset, with and without replies on their way', async () => {
    const server = await start(name, '--clients', '4');
    const polite = await visit(server);
    polite.write('one\n');
    expect(await read(polite, 4)).toBe(answer('one\n'));

    const silent = await visit(server);
    const stalled = await visit(server);
    stalled.write(text(24_000_000));
    const ended = await visit(server);
    ended.end(text(7_000_000));
    await server.asleep();
    for (const socket of [silent, stalled, ended]) socket.resetAndDestroy();
    await server.asleep(50);

    polite.end('two\n');
    expect((await readAll(polite)).toString()).toBe(answer('two\n'));
    const { code, output, errors } = await server.ended();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    if (name === 'echo-queue') {
      expect(output.match(/broke off: .*\((ECONNRESET|EPIPE)\)/g)).toHaveLength(3);
    }
  });
});

describe('echo-queue', () => {
  it('holds as much as it is told to', async () => {
    const server = await start(
      'echo-queue',
      '--clients',
      '1',
      '--queue-bytes',
      '1000000000',
    );
    const socket = await visit(server);
    const said = text(24_000_000);
    socket.end(said);
    // This time it reads all of it, with nobody taking the replies.
    await once(socket, 'finish');
    expect((await readAll(socket)).equals(Buffer.from(said))).toBe(true);
    const { output } = await server.ended();
    const longest = Number(output.match(/longest queue held (\d+) bytes/)?.[1]);
    expect(longest).toBeGreaterThan(1_000_000);
  });
});

describe('upper', () => {
  it('changes the letters of ASCII, and no byte of any longer character', async () => {
    const server = await start('upper', '--clients', '1');
    const socket = await visit(server);
    const said = 'naïve Straße {az} 日本 '.repeat(100);
    socket.end(said);
    const expected = said.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    expect((await readAll(socket)).toString()).toBe(expected);
  });

  it('turns away whom select() cannot watch, and serves those whom it can', async () => {
    const server = await start('upper');
    const first = await visit(server);
    for (let visits = 0; visits < 1_030; visits++) await visit(server);
    const last = await visit(server);
    expect(await readAll(last)).toHaveLength(0);
    first.write('still here');
    expect(await read(first, 10)).toBe('STILL HERE');
  });

  it.each([
    { bytes: 16_384, settings: '' },
    { bytes: 81_920, settings: ' --chunk-bytes 40960 --send-buffer-bytes 4096' },
    { bytes: 81_920, settings: ' --chunk-bytes 30000 --pause-ms 20' },
  ])(
    'loses none of $bytes bytes where upper-lossy does, with$settings',
    async (visited) => {
      const settings = `--clients 1${visited.settings}`.split(' ');
      const server = await start('upper', ...settings);
      const socket = await visit(server);
      const said = text(visited.bytes);
      socket.end(said);
      expect((await readAll(socket)).toString()).toBe(said.toUpperCase());
      expect((await server.ended()).code).toBe(0);
    },
  );
});

describe('upper-lossy', () => {
  it('loses nothing of a client that waits for each reply', async () => {
    const server = await start('upper-lossy', '--clients', '1');
    const socket = await visit(server);
    for (let line = 0; line < 100; line++) {
      socket.write('ping\n');
      expect(await read(socket, 5)).toBe('PING\n');
    }
    socket.end();
    expect((await server.ended()).output).toContain(
      '0 bytes overwritten, 0 bytes cut off',
    );
  });

  it('overwrites every second chunk of a client that does not wait', async () => {
    const server = await start('upper-lossy', '--clients', '1');
    const socket = await visit(server);
    const chunks = Array.from({ length: 16 }, (_, n) =>
      String.fromCharCode(97 + n).repeat(1024),
    );
    socket.end(chunks.join(''));
    const survivors = chunks.filter((_, n) => n % 2 === 1).join('');
    expect((await readAll(socket)).toString()).toBe(survivors.toUpperCase());
    const { code, output } = await server.ended();
    expect(code).toBe(0);
    expect(output).toContain('8192 bytes overwritten, 0 bytes cut off');
  });

  it('cuts off what send() does not take', async () => {
    const settings =
      '--clients 1 --chunk-bytes 40960 --send-buffer-bytes 4096 --pause-ms 20';
    const server = await start('upper-lossy', ...settings.split(' '));
    const socket = await sayUnseen(server, Buffer.alloc(81_920, 'x'));
    const { length } = await readAll(socket);
    expect(length).toBeLessThan(40_960);
    const { output } = await server.ended();
    expect(output).toContain(`40960 bytes overwritten, ${40_960 - length} bytes cut off`);
  });

  it('dies of a client that ends while a reply is pending, and all clients with it', async () => {
    const server = await start('upper-lossy', '--chunk-bytes', '30000');
    const bystander = await visit(server);
    await sayUnseen(server, Buffer.alloc(81_920, 'x'));
    await readAll(bystander);
    const { code, errors } = await server.ended();
    expect(code).toBe(1);
    expect(errors).toBe('upper-lossy: send: Bad file descriptor (EBADF).\n');
  });
});
