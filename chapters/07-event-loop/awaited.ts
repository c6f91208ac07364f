/**
 * What settles a promise: an async function and a generator wait for the same one, and our loop
 * waits for the bytes that it stands for.
 */
import { currentKernel, portNumber, print, program, type Socket } from 'would-block';
import { connection } from './by-hand.ts';
import { run, type Task } from './loop.ts';

// #region waiters
async function asyncFunction(bytes: Promise<void>): Promise<void> {
  print('the async function stops');
  await bytes;
  print('the async function goes on');
}

function* generator(bytes: Promise<void>): Generator<Promise<void>, void> {
  print('the generator stops');
  yield bytes;
  print('the generator goes on');
}

/** What an async function has built in, but for values and errors: a settled promise calls next(). */
function drive(body: Generator<Promise<void>, void>): void {
  const { done, value } = body.next();
  if (!done) void value.then(() => drive(body));
}
// #endregion

// #region awaited
export function awaited({ port }: { port: number }): void {
  const [socket, other] = connection(port);
  const tasks = new Set<Task>([speak(other)]);
  const bytes = new Promise<void>((resolve) => tasks.add(settle(socket, resolve)));

  void asyncFunction(bytes);
  drive(generator(bytes));
  print('run() is called');
  run(tasks, (error) => {
    throw error;
  });
  print('run() returns');
  socket.close();
  other.close();
}

function* settle(socket: Socket, resolve: () => void): Task {
  yield { readable: socket };
  print('there are bytes, and the promise is settled');
  resolve();
}

function* speak(socket: Socket): Task {
  yield { untilMs: currentKernel().monotonicMs() + 100 };
  socket.send(new TextEncoder().encode('hello'));
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Has an async function and a generator wait for a promise that our loop settles.',
  settings: { port: portNumber(0) },
  main: awaited,
});
// #endregion
