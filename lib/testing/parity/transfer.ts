/**
 * Steps that carry bytes, and the proof that what arrives is what was sent.
 *
 * The first byte that a file sends is its own id, each other one follows from the id and its place. So
 * a receiver knows every byte that must come, however many come at once, and a byte that is
 * lost, doubled or out of place is seen at once.
 */
import { errno, MSG_DONTWAIT, MSG_NOSIGNAL, MSG_PEEK } from '../../sys/index.ts';
import type { Outcome } from './step.ts';
import { named, type OpenFile, type World } from './world.ts';

// #region outcome
/** Both the exact answer and the rough one. */
export function outcome(call: string, answer: string, rough = answer): Outcome {
  return { call, answer, rough };
}
// #endregion

// #region stream
// A stream's bytes repeat after so many: no buffer's size, and no chunk of a test.
const PERIOD = 65_521;
const LONGEST = 65_536;

const patterns = new Map<number, Uint8Array>();

/** What the file with this id sends after its first byte, for any place modulo PERIOD. */
function patternOf(id: number): Uint8Array {
  let pattern = patterns.get(id);
  if (pattern === undefined) {
    pattern = new Uint8Array(PERIOD + LONGEST);
    for (let place = 0; place < pattern.length; place++) {
      const within = place % PERIOD;
      pattern[place] = id * 31 + within * 7 + (within >> 8);
    }
    patterns.set(id, pattern);
  }
  return pattern;
}

/** So many bytes of a file's stream from a place on, at most LONGEST. */
function streamBytes(id: number, place: number, length: number): Uint8Array {
  const from = place % PERIOD;
  const bytes = patternOf(id).slice(from, from + length);
  if (place === 0 && length > 0) bytes[0] = id;
  return bytes;
}

function message(file: OpenFile, length: number): Uint8Array {
  return streamBytes(file.id, file.sent, length);
}

/** Whether these are the bytes that must come next. Learns from the first whose they are. */
function isIntact(file: OpenFile, bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true;
  if (file.received === 0) file.from = bytes[0];
  const expected = streamBytes(file.from ?? 0, file.received, bytes.length);
  return Buffer.compare(bytes, expected) === 0;
}
// #endregion

// #region bytes
/** send(2), or write(2) for what is no socket. */
function sendBytes(world: World, rank: number, bytes: Uint8Array): number {
  const fd = world.number(rank);
  const isSocket = world.file(rank)?.family !== undefined;
  return isSocket
    ? world.kernel.send(fd, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL)
    : world.kernel.write(fd, bytes, bytes.length);
}

/** recv(2), or read(2) for what is no socket. */
function receiveBytes(world: World, rank: number, room: Uint8Array, flags: number) {
  const fd = world.number(rank);
  const isSocket = world.file(rank)?.family !== undefined;
  return isSocket
    ? world.kernel.recv(fd, room, room.length, MSG_DONTWAIT | flags)
    : world.kernel.read(fd, room, room.length);
}

/** What a send answered, where it depends on the buffers whether it found room. */
function roughSend(world: World, answer: number): string {
  const mayDiffer = world.filled && (answer > 0 || named(answer) === 'EAGAIN');
  return mayDiffer ? 'took some or none' : named(answer);
}
// #endregion

// #region one-call
/** Sends so many bytes in one call. */
export function send(world: World, rank: number, bytes: number): Outcome {
  const file = world.file(rank);
  const data = file === undefined ? new Uint8Array(bytes) : message(file, bytes);
  const answer = sendBytes(world, rank, data);
  if (file !== undefined && answer > 0) file.sent += answer;
  return outcome(`send(#${rank}, ${bytes})`, named(answer), roughSend(world, answer));
}

/** Receives at most so many bytes in one call. */
export function receive(
  world: World,
  rank: number,
  bytes: number,
  peek: boolean,
): Outcome {
  const room = new Uint8Array(bytes);
  const flags = peek ? MSG_PEEK : 0;
  const file = world.file(rank);
  const answer = receiveBytes(world, rank, room, flags);
  const found = room.subarray(0, Math.max(0, answer));
  const intact = file === undefined || isIntact(file, found);
  // Peeking at a pipe is reading: read(2) has no flags.
  const taken = !peek || file?.family === undefined;
  if (file !== undefined && answer > 0 && taken) file.received += answer;
  const call = `${peek ? 'peek' : 'receive'}(#${rank}, ${bytes})`;
  const whose = answer > 0 ? ` of file ${file?.from}` : '';
  const verdict = intact ? '' : ', but not the bytes that were sent';
  const rough = world.filled && answer > 0 ? 'some' : named(answer);
  return outcome(call, named(answer) + whose + verdict, rough + verdict);
}
// #endregion

// #region fill
function isError(answer: number): boolean {
  return answer < 0 && answer !== -errno.EAGAIN;
}

/** Sends until the kernel takes no more. How many bytes that are depends on the buffers. */
export function fill(world: World, rank: number): Outcome {
  const isTold = world.file(rank)?.kind === 'writeEnd' && world.pipeEdges;
  if (!world.fillable || isTold) return outcome(`fill(#${rank})`, '-');
  const file = world.file(rank);
  let answer = 0;
  let before = -1;
  // The buffers are full when nothing more is taken, though all that was on its way has arrived.
  // An error ends it at once: the next send would answer another one.
  while (file !== undefined && file.sent !== before && !isError(answer)) {
    before = file.sent;
    do {
      answer = sendBytes(world, rank, message(file, LONGEST));
      if (answer > 0) file.sent += answer;
    } while (answer > 0);
    if (!isError(answer)) world.pace.settle(world.kernel);
  }
  if (file === undefined) answer = sendBytes(world, rank, new Uint8Array(1));
  world.filled = true;
  return outcome(`fill(#${rank})`, named(answer));
}

/** Receives until nothing is there, or the stream has ended. */
export function drain(world: World, rank: number): Outcome {
  const file = world.file(rank);
  const room = new Uint8Array(LONGEST);
  let answer = 0;
  let intact = true;
  let before = -1;
  let count = 0;
  while (count !== before) {
    before = count;
    do {
      answer = receiveBytes(world, rank, room, 0);
      if (answer > 0) {
        count += answer;
        if (file !== undefined) {
          intact &&= isIntact(file, room.subarray(0, answer));
          file.received += answer;
        }
      }
    } while (answer > 0);
    world.pace.settle(world.kernel);
  }
  const verdict = intact ? '' : ', but not the bytes that were sent';
  const some = world.filled && count > 0 ? 'some' : String(count);
  return outcome(
    `drain(#${rank})`,
    `${count}, then ${named(answer)}${verdict}`,
    `${some}, then ${named(answer)}${verdict}`,
  );
}
// #endregion
