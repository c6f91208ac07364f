/** Holds the servers that `designs.ts` adds to what the chapter says of them, with clients of node:net. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { endPrograms, startProgram } from 'would-block/testing';
import { designs } from './design-list.ts';
import { linesOf } from './lines.ts';

const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await endPrograms();
});

async function visit(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  sockets.add(socket);
  await once(socket, 'connect');
  return socket;
}

/** Says all, and answers what comes back until the server ends the stream. */
async function converse(socket: Socket, said: string): Promise<string> {
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  socket.end(said);
  await once(socket, 'end');
  return heard;
}

const text = (name: string) => `${name} says a prime number of things; `.repeat(5003);

it('the server on the loop serves fifty clients while one says nothing', async () => {
  const server = startProgram(
    new URL('upper.ts', import.meta.url),
    '0',
    '--clients',
    '51',
  );
  const port = await server.port();
  const silent = await visit(port);
  const visits = Array.from({ length: 50 }, async (_, number) => {
    const said = text(`client ${number}`);
    expect(await converse(await visit(port), said)).toBe(said.toUpperCase());
  });
  await Promise.all(visits);
  silent.end();
  expect((await server.ended()).code).toBe(0);
});

it('the server on the loop sleeps while its clients are silent, and outlives one that resets', async () => {
  const server = startProgram(
    new URL('upper.ts', import.meta.url),
    '0',
    '--clients',
    '2',
  );
  const port = await server.port();
  const rude = await visit(port);
  await server.asleep();
  rude.resetAndDestroy();
  await server.printed(/a client broke off: .*ECONNRESET/);
  expect(await converse(await visit(port), 'still here')).toBe('STILL HERE');
  expect((await server.ended()).code).toBe(0);
});

it('the blocking server serves one client after the other', async () => {
  const file = new URL('upper-blocking.ts', import.meta.url);
  const server = startProgram(file, '0', '--clients', '2');
  const port = await server.port();
  const first = await visit(port);
  const second = await visit(port);
  second.write('me too');
  await server.asleep();
  expect(second.bytesRead).toBe(0);
  expect(await converse(first, text('first'))).toBe(text('first').toUpperCase());
  expect(await converse(second, '')).toBe('ME TOO');
  expect((await server.ended()).code).toBe(0);
});

it('linesOf() counts neither comments, nor imports, nor blank lines', () => {
  expect(linesOf('lines.ts#lines')).toBe(13);
  expect(linesOf('lines.ts')).toBe(13);
});

it('linesOf() throws for a region that is not there', () => {
  expect(() => linesOf('lines.ts#nowhere')).toThrow('there is no region nowhere');
});

it.each(designs)('$name is made of files that are there', ({ files }) => {
  for (const file of files) expect(linesOf(file)).toBeGreaterThan(0);
});
