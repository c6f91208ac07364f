/** Holds the programs of chapter 01 to what the chapter says of them. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

const DATA_BYTES = 73_400_320;
const start = (name: string, ...settings: string[]): ProgramProcess =>
  startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);

afterEach(endPrograms);

/** Sends text as a client of node:net would, and ends. */
async function say(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.resume().end(text);
  await once(socket, 'close');
}

describe('server', () => {
  it('prints what clients send, one client after the other', async () => {
    const server = start('server', '0', '--clients', '2');
    const port = await server.port();
    await say(port, 'hello\n');
    await say(port, 'again\n');
    const { code, output } = await server.ended();
    expect(code).toBe(0);
    expect(output.split('\n').slice(1)).toEqual([
      'client 1: accepted',
      'hello',
      'client 1: 6 bytes in 2 calls of recv(), the last one empty',
      'client 2: accepted',
      'again',
      'client 2: 6 bytes in 2 calls of recv(), the last one empty',
      '',
    ]);
  });

  it('is deaf to the second client while the first says nothing', async () => {
    const server = start('server', '0', '--clients', '2');
    const port = await server.port();
    const first = connect(port, '127.0.0.1');
    await server.printed(/client 1: accepted/);
    const second = say(port, 'me too\n');
    const { state } = await server.asleep();
    expect(state).toBe('S');
    expect(server.output).not.toContain('client 2');
    first.resume().end();
    await second;
    expect((await server.ended()).output).toContain('me too');
  });

  it('goes on after a client that resets its connection', async () => {
    const server = start('server', '0', '--clients', '2');
    const port = await server.port();
    const rude = connect(port, '127.0.0.1');
    await server.printed(/client 1: accepted/);
    rude.resetAndDestroy();
    await say(port, 'polite\n');
    const { code, output } = await server.ended();
    expect(output).toContain('client 1: recv: Connection reset by peer (ECONNRESET)');
    expect(output).toContain('polite');
    expect(code).toBe(0);
  });

  it('loses no byte of fifty clients that come at once', async () => {
    const server = start('server', '0', '--quiet', '--clients', '50');
    const port = await server.port();
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => say(port, 'x'.repeat(1000 * (n + 1)))),
    );
    const { output } = await server.ended();
    const totals = [...output.matchAll(/: (\d+) bytes in/g)].map((match) =>
      Number(match[1]),
    );
    expect(totals).toHaveLength(50);
    expect(totals.reduce((sum, bytes) => sum + bytes)).toBe((1000 * 50 * 51) / 2);
  });

  it('ends at once on Ctrl-C while it is asleep in accept(), and frees its port', async () => {
    const server = start('server', '0');
    const port = await server.port();
    await server.asleep();
    expect((await server.end('SIGINT')).signal).toBe('SIGINT');
    const again = start('server', String(port));
    expect(await again.port()).toBe(port);
  });
});

describe('client', () => {
  it('hands over all its bytes in one send(), and its timer does not tick', async () => {
    let received = 0;
    const server = createServer((socket) => {
      socket.on('data', (data) => {
        received += data.length;
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    const { code, output } = await start('client', String(port)).ended();
    await closed;
    server.close();
    expect(code).toBe(0);
    expect(output).toContain(`send() returned ${DATA_BYTES} after`);
    expect(output).toContain('ticks of a 10 ms timer in that time: 0');
    expect(received).toBe(DATA_BYTES);
  });

  it('is asleep in the kernel while nobody reads, and says so when the reader is gone', async () => {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const accepted = once(server, 'connection');
    const client = start('client', String(port));
    const [socket] = await accepted;
    await client.printed(/bytes to send/);
    const { state, waitChannel } = await client.asleep();
    expect(state).toBe('S');
    expect(waitChannel).toMatch(/^(wait_woken|sk_stream_wait_memory)$/);
    socket.destroy();
    server.close();
    const { code, errors } = await client.ended();
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^client: send: .*\((ECONNRESET|EPIPE)\)\. The other side is gone/,
    );
    expect(errors.split('\n')).toHaveLength(2);
  });
});

describe('asleep', () => {
  it('finds the client asleep three times, with the processor time standing still', async () => {
    const { code, output } = await start('asleep').ended();
    expect(code).toBe(0);
    const looks = output.match(/^100 ms later: .*$/gm) ?? [];
    expect(looks).toHaveLength(3);
    expect(looks[0]).toMatch(/state S, waiting in \w+, \d+ ms on the processor so far/);
    expect(output).toContain(`send() returned ${DATA_BYTES} after`);
  });
});

describe('between', () => {
  it('receives after the sender has gone, and not as it was sent', async () => {
    const { code, output } = await start('between').ended();
    expect(code).toBe(0);
    expect(output).toContain('recv(6) returned "foo\\nba"\nrecv(6) returned "r\\n"\n');
    expect(output).toContain('recv(6) returned 0 bytes: the end');
  });
});
