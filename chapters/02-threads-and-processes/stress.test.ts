/** Holds stress to finding what servers do wrong, with servers of node:net that do it. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { endPrograms, startProgram } from 'would-block/testing';

afterEach(endPrograms);

/** Runs stress against a server; answers its exit code and what it printed. */
async function stress(serve: (socket: Socket) => void, ...options: string[]) {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    serve(socket);
  }).listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const file = new URL('stress.ts', import.meta.url);
  const { code, output } = await startProgram(file, String(port), ...options).ended();
  server.close();
  return { code, output };
}

const capitals = (data: Buffer) => data.toString().toUpperCase();

it('finds nothing wrong with a thousand clients of a server that is right', async () => {
  const { code, output } = await stress(
    (socket) => {
      socket.on('data', (data) => socket.write(capitals(data)));
      socket.on('end', () => socket.end());
    },
    '--clients',
    '1000',
    '--pings',
    '2',
  );
  expect(output).toContain('1000 clients: 2000 of 2000 replies are right\n');
  expect(output).toContain('right 1000, lost 0, doubled 0, wrong 0, late 0, refused 0\n');
  expect(code).toBe(0);
});

it('finds one client of each kind of trouble, and says of each what it was', async () => {
  let clients = 0;
  const { code, output } = await stress(
    (socket) => {
      clients += 1;
      const kind = clients;
      socket.on('end', () => kind !== 4 && socket.end());
      socket.on('data', (data) => {
        const reply = capitals(data);
        if (kind === 1) socket.end(reply.slice(0, -5));
        else if (kind === 2) socket.write(reply + reply);
        else if (kind === 3) socket.write(data);
        else if (kind === 4) socket.write(reply.slice(0, -1));
        else socket.write(reply);
      });
    },
    '--clients',
    '5',
    '--pings',
    '1',
    '--patience-ms',
    '300',
  );
  expect(output).toContain('right 1, lost 1, doubled 1, wrong 1, late 1, refused 0\n');
  expect(output).toMatch(/^lost: client \d: 5 bytes did not come: the server closed$/m);
  expect(output).toMatch(/^doubled: client \d: 32 bytes came again after byte 32$/m);
  expect(output).toMatch(/^wrong: client \d: byte 0 is 112, not 80$/m);
  expect(output).toMatch(/^late: client \d: 1 bytes have not come$/m);
  expect(code).toBe(1);
});

it('says that connections are refused where nobody listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  const file = new URL('stress.ts', import.meta.url);
  const { code, output } = await startProgram(file, String(port)).ended();
  expect(output).toContain('refused 50\nrefused: client 1: connect: ECONNREFUSED\n');
  expect(code).toBe(1);
});
