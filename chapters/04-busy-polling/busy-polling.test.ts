/** Holds the programs of chapter 04 to what the chapter says of them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type InternetAddress, runOn, Socket } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';
import { faults } from './faults.ts';
import { listen } from './listening.ts';
import { open, round } from './server.ts';

const start = (name: string, ...settings: string[]): ProgramProcess =>
  startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);

afterEach(endPrograms);

describe('server', () => {
  it('serves several clients at once, and every byte of theirs', async () => {
    const server = start('server', '0', '--clients', '3');
    const port = await server.port();
    const text = (client: number) => `client ${client} says äöü and more\n`.repeat(5000);
    const capitals = (said: string) =>
      said.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    const silent = connect(port, '127.0.0.1');
    await Promise.all(
      [1, 2].map(async (client) => {
        const socket = connect(port, '127.0.0.1');
        let heard = Buffer.alloc(0);
        socket.on('data', (data: Buffer) => {
          heard = Buffer.concat([heard, data]);
        });
        socket.end(text(client));
        await once(socket, 'close');
        expect(heard.toString('utf8')).toBe(capitals(text(client)));
      }),
    );
    silent.destroy();
    const { code, output } = await server.ended();
    expect(code).toBe(0);
    expect(output).toMatch(/^\d+ system calls, of which \d+ brought something$/m);
  });

  it('goes on when a client breaks off that is owed something', async () => {
    const server = start('server', '0', '--clients', '2');
    const port = await server.port();
    const rude = connect(port, '127.0.0.1');
    await once(rude, 'connect');
    rude.write(Buffer.alloc(1_000_000, 'a'), () => rude.resetAndDestroy());
    const polite = connect(port, '127.0.0.1');
    polite.end('hello\n');
    const [data] = (await once(polite, 'data')) as [Buffer];
    expect(data.toString()).toBe('HELLO\n');
    polite.destroy();
    expect((await server.ended()).code).toBe(0);
  });
});

describe('round() on the simulated kernel', () => {
  it('asks the listener and each silent client once', () => {
    const kernel = new SimulatedKernel();
    runOn(kernel, () => {
      const listener = listen(0);
      const server = open(listener);
      const clients = Array.from({ length: 10 }, () => {
        const socket = new Socket();
        socket.connect(listener.getsockname() as InternetAddress);
        return socket;
      });
      while (server.clients.size < clients.length) round(server);
      const before = server.calls;
      for (let rounds = 0; rounds < 100; rounds += 1) expect(round(server)).toBe(false);
      expect(server.calls - before).toBe(1100);

      for (const client of clients) client.close();
      while (server.clients.size > 0) round(server);
      expect(server.gone).toBe(10);
      listener.close();
      expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
    });
  });

  it('lets a client wait for whom there is no descriptor, and says so once', () => {
    // Three of the process, the listener, two clients, and one connection.
    const kernel = new SimulatedKernel({ maxOpenFiles: 7 });
    runOn(kernel, () => {
      const listener = listen(0);
      const server = open(listener);
      const [first, second] = [new Socket(), new Socket()];
      for (const client of [first, second]) {
        client.connect(listener.getsockname() as InternetAddress);
      }
      for (let rounds = 0; rounds < 100; rounds += 1) round(server);
      expect(server.clients.size).toBe(1);
      expect(kernel.output).toBe(
        'a client has to wait until another goes: accept4: Too many open files (EMFILE)\n',
      );

      first.close();
      while (server.gone < 1 || server.clients.size < 1) round(server);
      second.close();
      while (server.gone < 2) round(server);
      listener.close();
      expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
    });
  });
});

describe('faults', () => {
  const expected = [
    /^lossy:$/,
    /^ {2}a slow listener: [1-9]\d* of 655360 bytes are lost$/,
    /^ {2}three have gone: 400 system calls in 100 rounds$/,
    /^ {2}behind one that broke off: "hello\?" got 0 bytes of reply in 1000 rounds$/,
    /^mended:$/,
    /^ {2}a slow listener: 0 of 655360 bytes are lost$/,
    /^ {2}three have gone: 100 system calls in 100 rounds$/,
    /^ {2}behind one that broke off: "hello\?" got 6 bytes of reply in 1000 rounds$/,
  ];

  it('shows them on the real kernel', async () => {
    const { code, output } = await start('faults').ended();
    expect(code).toBe(0);
    const lines = output.trimEnd().split('\n');
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries())
      expect(line).toMatch(expected[index] as RegExp);
  });

  it('shows the same on the simulated one', () => {
    const kernel = new SimulatedKernel();
    runOn(kernel, () => faults({ port: 0 }));
    const lines = kernel.output.trimEnd().split('\n');
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries())
      expect(line).toMatch(expected[index] as RegExp);
  });
});

it('cost: only the server that polls makes calls while nobody says anything', async () => {
  const { code, output } = await start('cost').ended();
  expect(code).toBe(0);
  expect(output).toMatch(/^blocking, idle: 0 calls\/s/m);
  expect(output).toMatch(/^select, idle: 0 calls\/s/m);
  expect(output).toMatch(/^polling, idle: \d{4,} calls\/s/m);
});
