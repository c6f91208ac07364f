/** For tests: the records of a server and a client that sends it bytes, on one clock. */
import { encodeAddress } from '../net/index.ts';
import {
  AF_INET,
  errno,
  F_SETFL,
  O_NONBLOCK,
  SOCK_STREAM,
  timeval,
} from '../sys/index.ts';
import type { TracedProgram } from './call-record.ts';
import { scripted } from './scripted-kernel.fixture.ts';

const MIB = 1024 * 1024;

/**
 * The server (from 0 ms) accepts at 10 ms and receives 3 MiB and 1 MiB. The client sends 3 MiB at
 * once, sleeps in the next send() from 20 to 40 ms, then is refused, and waits for ever.
 */
export function conversation(): [server: TracedProgram, client: TracedProgram] {
  const address = encodeAddress(AF_INET, { host: '127.0.0.1', port: 1234 });
  const bytes = new Uint8Array(4 * MIB);

  const server = scripted({}, 0);
  server.on({ result: 3, ms: 0 }).socket(AF_INET, SOCK_STREAM, 0);
  server.on({ ms: 0 }).bind(3, address, address.length);
  server.on({ ms: 0 }).listen(3, 1);
  server.on({ result: 4, ms: 10 }).accept4(3, null, null, 0);
  server.idle(15); // until 25 ms
  server.on({ result: 3 * MIB, ms: 5 }).recv(4, bytes, 4 * MIB, 0);
  server.on({ result: MIB, ms: 20 }).recv(4, bytes, 4 * MIB, 0);
  server.on({ ms: 1 }).close(4);

  const client = scripted({}, 9);
  client.on({ result: 3, ms: 0 }).socket(AF_INET, SOCK_STREAM, 0);
  client.on({ ms: 1 }).connect(3, address, address.length);
  client.idle(6);
  client.on({ result: 3 * MIB, ms: 0.04 }).send(3, bytes, 3 * MIB, 0);
  client.idle(3.96); // until 20 ms
  client.on({ result: MIB, ms: 20 }).send(3, bytes, MIB, 0);
  client.on({ ms: 0 }).fcntl(3, F_SETFL, O_NONBLOCK);
  client.on({ result: -errno.EAGAIN, ms: 0.01 }).send(3, bytes, MIB, 0);
  const error = new Error('killed');
  try {
    client.on({ error }).select(4, null, Uint8Array.of(8), null, timeval(1000));
  } catch (thrown) {
    if (thrown !== error) throw thrown;
  }
  return [
    { name: 'server', calls: server.calls },
    { name: 'client', calls: client.calls },
  ];
}
