/** Holds the programs of chapter 03 to what the chapter says of them. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

const DATA_BYTES = 73_400_320;
const start = (name: string, ...settings: string[]): ProgramProcess =>
  startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);

afterEach(endPrograms);

/** A server of node:net that takes one connection, and reads nothing before it is told to. */
async function listen(): Promise<{
  server: Server;
  port: string;
  accepted: Promise<Socket>;
}> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const accepted = once(server, 'connection').then(([socket]) => {
    server.close();
    return socket as Socket;
  });
  return { server, port: String(port), accepted };
}

/** Reads to the end of the stream and counts. */
async function countBytes(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (data) => {
    bytes += data.length;
  });
  socket.resume();
  await once(socket, 'end');
  return bytes;
}

describe('client-partial', () => {
  it('sends less than it was asked to, and says nothing of an error', async () => {
    const { port, accepted } = await listen();
    const client = start('client-partial', port);
    const received = await countBytes(await accepted);
    const { code, output } = await client.ended();
    expect(code).toBe(0);
    const sent = Number(output.match(/send\(\) returned (\d+) after/)?.[1]);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(DATA_BYTES);
    expect(received).toBe(sent);
    expect(output).toContain(`not sent: ${DATA_BYTES - sent} bytes`);
  });
});

describe('client-slices', () => {
  it('sends in slices until it is told to try again, and dies of it', async () => {
    const { port, accepted } = await listen();
    const client = start('client-slices', port);
    const socket = await accepted;
    const { code, output, errors } = await client.ended();
    expect(code).toBe(1);
    expect(errors).toBe(
      'client-slices: send: Resource temporarily unavailable (EAGAIN).\n',
    );
    const slices = [...output.matchAll(/took (\d+) bytes, (\d+) are left/g)];
    const sent = slices.reduce((sum, slice) => sum + Number(slice[1]), 0);
    expect(slices.length).toBeGreaterThan(0);
    expect(Number(slices.at(-1)?.[2])).toBe(DATA_BYTES - sent);
    expect(await countBytes(socket)).toBe(sent);
  });
});

describe('client-spin', () => {
  it('loses no byte, and is refused again and again without ever sleeping', async () => {
    const { port, accepted } = await listen();
    const client = start('client-spin', port);
    const socket = await accepted;
    await client.printed(/bytes to send/);
    // It uses the processor though nobody reads a byte.
    const before = client.state().cpuMs;
    while (client.state().cpuMs < before + 200) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await countBytes(socket)).toBe(DATA_BYTES);
    const { code, output } = await client.ended();
    expect(code).toBe(0);
    const refusals = Number(output.match(/refused (\d+) times/)?.[1]);
    expect(refusals).toBeGreaterThan(1000);
  });
});

describe('answers', () => {
  it('gets every answer that the chapter names', async () => {
    const { code, output } = await start('answers').ended();
    expect(code).toBe(0);
    expect(output.trim().split('\n')).toEqual([
      'accept(), nobody there: would block (EAGAIN)',
      'connect(): would block (EINPROGRESS)',
      'recv(), nothing sent: would block (EAGAIN)',
      'recv(), 7 bytes sent: 7',
      'recv(), peer closed: 0',
    ]);
  });
});

describe('connecting', () => {
  it('learns from SO_ERROR what came of a connect() that did not wait', async () => {
    const { code, output } = await start('connecting').ended();
    expect(code).toBe(0);
    expect(output.trim().split('\n')).toEqual([
      'to a listener: connect() answers EINPROGRESS',
      'to a listener: SO_ERROR is then no error',
      'to nobody: connect() answers EINPROGRESS',
      'to nobody: SO_ERROR is then ECONNREFUSED',
    ]);
  });
});

describe('node-sockets', () => {
  it('finds every socket of node:net non-blocking', async () => {
    const { code, output } = await start('node-sockets').ended();
    expect(code).toBe(0);
    expect(output).toBe(
      "Node's listener: non-blocking\n" +
        "Node's client: non-blocking\n" +
        "Node's connection: non-blocking\n",
    );
  });
});
