/**
 * What a program asked of the kernel, and what that cost: numbers for a test to hold it to.
 */
import { errnoName } from '../sys/index.ts';

/** How many system calls were made, and what came of them. */
export class Counts {
  /** Calls by name: `{ select: 12, recv: 11 }`. */
  readonly calls: Record<string, number> = {};
  /** Errors by call and name: `{ recv: { EAGAIN: 3 } }`. */
  readonly errors: Record<string, Record<string, number>> = {};
  /** All calls. */
  total = 0;
  /** Bytes that send and write took. */
  bytesSent = 0;
  /** Bytes that recv and read gave; those that MSG_PEEK left are not counted. */
  bytesReceived = 0;
  /** How often a call had to sleep, by call. */
  readonly sleeps: Record<string, number> = {};
  /** How long calls have slept, in ms. */
  sleptMs = 0;
  /** How much CPU time the calls took, in ms. */
  cpuMs = 0;
  /** How often something happened while the program slept. */
  wakeUps = 0;

  /** A call begins. */
  begin(call: string, costMs: number): void {
    this.total += 1;
    this.cpuMs += costMs;
    this.calls[call] = (this.calls[call] ?? 0) + 1;
  }

  /** A call has answered with an error. */
  failed(call: string, answer: number): void {
    const errors = this.errors[call] ?? {};
    this.errors[call] = errors;
    const name = errnoName(-answer);
    errors[name] = (errors[name] ?? 0) + 1;
  }

  /** A call goes to sleep. */
  sleep(call: string): void {
    this.sleeps[call] = (this.sleeps[call] ?? 0) + 1;
  }
}
