/**
 * How many connections the simulated kernel holds at once, and how fast it is with them.
 *
 * Opens as many connections as asked for (a million if not), all within one process, sends once
 * and receives once on each, and closes them. Prints calls per second and the memory that was
 * used. Fails if a byte is lost. `npm run -s bench:connections -- 100000` does it with fewer.
 */
import { AF_INET, encodeAddress, SOCK_STREAM } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';

// A client's port is one of 28,232, so one address to connect to is good for that many.
const CLIENTS_PER_LISTENER = 28_000;
const FIRST_PORT = 1024;

const connections = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(connections) || connections < 1 || connections > 5_000_000) {
  console.error(
    `many-connections: how many? A whole number from 1 to 5000000, not "${process.argv[2]}".`,
  );
  process.exit(2);
}

const kernel = new SimulatedKernel({
  maxOpenFiles: 3 * connections + 1000,
  maxCalls: 100 * connections + 1000,
});
const started = performance.now();
const clients: number[] = [];
const servers: number[] = [];

for (let opened = 0; opened < connections; ) {
  const port = FIRST_PORT + opened / CLIENTS_PER_LISTENER;
  const address = encodeAddress(AF_INET, { host: '127.0.0.1', port });
  const listener = must('socket', kernel.socket(AF_INET, SOCK_STREAM, 0));
  must('bind', kernel.bind(listener, address, address.length));
  must('listen', kernel.listen(listener, 16));
  const last = Math.min(connections, opened + CLIENTS_PER_LISTENER);
  for (; opened < last; opened++) {
    const client = must('socket', kernel.socket(AF_INET, SOCK_STREAM, 0));
    must('connect', kernel.connect(client, address, address.length));
    clients.push(client);
    servers.push(must('accept4', kernel.accept4(listener, null, null, 0)));
  }
}

const message = new TextEncoder().encode('would block?');
const buffer = new Uint8Array(64);
let received = 0;
for (const client of clients) {
  must('send', kernel.send(client, message, message.length, 0));
}
for (const server of servers) {
  received += must('recv', kernel.recv(server, buffer, buffer.length, 0));
}
const memoryMiB = process.memoryUsage().rss / 1024 ** 2;
for (const fd of [...clients, ...servers]) must('close', kernel.close(fd));

const seconds = (performance.now() - started) / 1000;
const calls = 6 * connections + 3 * Math.ceil(connections / CLIENTS_PER_LISTENER);
if (received !== connections * message.length) {
  console.error(`many-connections: ${received} bytes came, not all`);
  process.exit(1);
}
console.log(
  `${connections.toLocaleString('en')} connections, each of which sent and received once: ` +
    `${calls.toLocaleString('en')} calls in ${seconds.toFixed(1)} s, ` +
    `${Math.round(calls / seconds).toLocaleString('en')} a second, in ${memoryMiB.toFixed()} MiB`,
);

function must(call: string, answer: number): number {
  if (answer >= 0) return answer;
  throw new Error(`${call} answers ${answer}`);
}
