/** Holds the programs of chapter 02 to what the chapter says of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, type ProgramProcess, startProgram } from 'would-block/testing';

const start = (name: string, ...settings: string[]): ProgramProcess =>
  startProgram(new URL(`${name}.ts`, import.meta.url), ...settings);

afterEach(endPrograms);

/** A client of node:net that has had its first reply. */
async function greeted(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.write('hello');
  const [reply] = await once(socket, 'data');
  expect(String(reply)).toBe('HELLO');
  return socket;
}

describe.each(['threads', 'pool', 'processes'])('%s', (name) => {
  it('serves fifty clients at once, loses no byte, and ends after them', async () => {
    const server = start(name, '0', '--clients', '50');
    const stress = start('stress', String(await server.port()), '--patience-ms', '60000');
    const { code, output } = await stress.ended();
    expect(output).toContain('right 50, lost 0, doubled 0, wrong 0, late 0, refused 0');
    expect(code).toBe(0);
    expect((await server.ended()).code).toBe(0);
  });

  it('ends on Ctrl-C while some sleep in accept() and some in recv()', async () => {
    const server = start(name, '0');
    const port = await server.port();
    const clients = [await greeted(port), await greeted(port)];
    const closed = clients.map((client) => once(client.resume(), 'close'));
    const { code, output } = await server.end('SIGINT');
    await Promise.all(closed);
    expect(code).toBe(130);
    expect(output).toMatch(/ended\n$/);
    if (name !== 'processes')
      expect(output).toContain('SIGINT: 2 connections are open\n');
  });
});

describe('threads', () => {
  it('sends clients away when it has as many threads as it may, and says so', async () => {
    const server = start('threads', '0', '--most', '1', '--clients', '2');
    const port = await server.port();
    const first = await greeted(port);
    const second = connect(port, '127.0.0.1').resume();
    await once(second, 'close');
    first.end();
    const { code, output } = await server.ended();
    expect(output).toContain('1 threads are enough: a client must go\n');
    expect(code).toBe(0);
  });

  it('sends clients away whose threads lack descriptors, and harms nobody whom it serves', async () => {
    const command = 'ulimit -n 60 && exec "$0" --import "$1" "$2" 0';
    const loader = new URL('../../lib/typescript/register.js', import.meta.url).href;
    const file = fileURLToPath(new URL('threads.ts', import.meta.url));
    const server = spawn('sh', ['-c', command, process.execPath, loader, file]);
    const lines = { output: '', errors: '' };
    server.stderr.on('data', (text) => (lines.errors += text));
    server.stdout.on('data', (text) => (lines.output += text));
    const printed = async (pattern: RegExp) => {
      while (!pattern.test(lines.output)) await once(server.stdout, 'data');
      return pattern.exec(lines.output)?.[1];
    };
    const port = Number(await printed(/listening on .*:(\d+)$/m));
    const first = await greeted(port);
    const others = Array.from({ length: 40 }, () => connect(port, '127.0.0.1').resume());
    for (const other of others) other.on('error', () => {});
    await printed(/^a client is sent away: no descriptors for a thread: .*EMFILE/m);
    first.write('still here');
    expect(String((await once(first, 'data'))[0])).toBe('STILL HERE');
    for (const socket of [first, ...others]) socket.destroy();
    server.kill('SIGINT');
    expect((await once(server, 'close'))[0]).toBe(130);
    expect(lines.errors).toBe('');
  });

  it('goes on after a client that resets its connection', async () => {
    const server = start('threads', '0', '--clients', '2');
    const port = await server.port();
    (await greeted(port)).resetAndDestroy();
    (await greeted(port)).end();
    expect((await server.ended()).code).toBe(0);
  });
});

describe('fifth', () => {
  it('gets no reply from a pool of four before another client has gone', async () => {
    const pool = start('pool', '0', '--clients', '5');
    const { code, output } = await start('fifth', String(await pool.port())).ended();
    expect(code).toBe(0);
    expect(output.match(/^client [1-4]: HELLO/gm)).toHaveLength(4);
    expect(output).toMatch(
      /client 5: no reply in 500 ms\nclient 1: gone\nclient 5: HELLO, [5-9]\d\d ms/,
    );
    expect((await pool.ended()).code).toBe(0);
  });
});

describe.runIf(existsSync('/proc/self/wchan'))('with /proc', () => {
  it('stuck shows that terminate() does not wake a thread, and shutdown() does', async () => {
    const { code, output } = await start('stuck').ended();
    expect(output).toBe(
      '300 ms after terminate(): it still sleeps\n' +
        'after shutdown(SHUT_RDWR): it has ended\n',
    );
    expect(code).toBe(0);
  });

  it('memory finds megabytes for each that waits, thread or process', async () => {
    const { code, output } = await start('memory', '--most', '1').ended();
    expect(code).toBe(0);
    const each = [...output.matchAll(/^1 more waiting in (\w+): .* ([\d.]+) MB each$/gm)];
    expect(each.map(([, what]) => what)).toEqual(['threads', 'processes']);
    for (const [, , megabytes] of each) expect(Number(megabytes)).toBeGreaterThan(3);
  });
});

describe('arrivals', () => {
  it('measures every server with as many clients as it is told', async () => {
    const servers = ['threads', 'pool', 'processes'].map((name) =>
      start(name, '0', '--clients', '14'),
    );
    const ports = await Promise.all(servers.map((server) => server.port()));
    const { code, output } = await start(
      'arrivals',
      ...ports.map(String),
      '--most',
      '10',
    ).ended();
    expect(code).toBe(0);
    expect(output.replace(/[\d.]+ ms/g, '# ms')).toBe(
      '10 clients, threads: 10 served, the last after # ms\n' +
        '10 clients, pool: 10 served, the last after # ms\n' +
        '10 clients, processes: 10 served, the last after # ms\n',
    );
    for (const server of servers) expect((await server.ended()).code).toBe(0);
  });
});
