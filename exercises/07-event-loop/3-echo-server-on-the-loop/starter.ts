/**
 * The server of chapter 01 in the clothes of a task: one client after the other, and every call
 * may block.
 */
import type { Socket } from 'would-block';

/** What a task can wait for; undefined means that it is ready and lets others have a turn. */
export type Wait =
  | { readonly readable: Socket }
  | { readonly writable: Socket }
  | { readonly untilMs: number } // a time of the kernel's clock, monotonicMs()
  | undefined;

export type Task<Result = void> = Generator<Wait, Result, void>;

/** Accepts so many clients, and puts a task into the set for each that sends back what it sends. */
export function* serve(listener: Socket, clients: number, _tasks: Set<Task>): Task {
  for (let accepted = 0; accepted < clients; accepted++) {
    yield { readable: listener };
    const client = listener.accept();
    for (let bytes = client.recv(1024); bytes.length > 0; bytes = client.recv(1024)) {
      client.sendAll(bytes);
    }
    client.close();
  }
  listener.close();
}
