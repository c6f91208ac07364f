/**
 * Senders to be judged: some that are correct, each in its own way, and some that are not.
 */
import { type Socket, select } from 'would-block';
import type { Sender } from './starter.ts';

/** A number that divides no buffer's size: the slice that meets a full buffer is cut in two. */
const SLICE_BYTES = 97;

/** Sends, and where there is no room calls `wait` before it tries again. */
function sendAllWith(wait: (socket: Socket) => void): Sender {
  return (socket, data) => {
    let rest = data;
    while (rest.length > 0) {
      const sent = socket.trySend(rest);
      if (sent >= 0) rest = rest.subarray(sent);
      else wait(socket);
    }
  };
}

/** Sends slice by slice; `next` answers where to go on after one of which so much was sent. */
function sendSlicesWith(
  next: (start: number, sent: number, sliceBytes: number) => number,
): Sender {
  return (socket, data) => {
    let start = 0;
    while (start < data.length) {
      const slice = data.subarray(start, start + SLICE_BYTES);
      const sent = socket.trySend(slice);
      if (sent >= 0) start = next(start, sent, slice.length);
      else select([], [socket], []);
    }
  };
}

export const senders = {
  waits: sendAllWith((socket) => select([], [socket], [])),

  waitsFirst: (socket, data) => {
    let rest = data;
    while (rest.length > 0) {
      select([], [socket], []);
      rest = rest.subarray(Math.max(0, socket.trySend(rest)));
    }
  },

  waitsInSteps: sendAllWith((socket) => select([], [socket], [], 50)),

  sendsSlices: sendSlicesWith((start, sent) => start + sent),

  blocks: (socket, data) => {
    socket.setBlocking(true);
    socket.sendAll(data);
  },

  asksAgain: sendAllWith(() => {}),

  hasNoTime: sendAllWith((socket) => select([], [socket], [], 0)),

  sleepsOnce: (socket, data) => {
    let hasSlept = false;
    sendAllWith(() => {
      if (hasSlept) return;
      hasSlept = true;
      select([], [socket], [], 1);
    })(socket, data);
  },

  dropsTheRest: (socket, data) => {
    socket.trySend(data);
  },

  skips: sendSlicesWith((start, _sent, sliceBytes) => start + sliceBytes),

  sendsTheWrongRest: (socket, data) => {
    let left = data.length;
    while (left > 0) {
      const sent = socket.trySend(data.subarray(0, left));
      if (sent >= 0) left -= sent;
      else select([], [socket], []);
    }
  },

  putsLast: (socket, data) => {
    const slices: Uint8Array[] = [];
    for (let start = 0; start < data.length; start += SLICE_BYTES) {
      slices.push(data.subarray(start, start + SLICE_BYTES));
    }
    for (let slice = slices.shift(); slice; slice = slices.shift()) {
      const sent = Math.max(0, socket.trySend(slice));
      if (sent === slice.length) continue;
      slices.push(slice.subarray(sent));
      select([], [socket], []);
    }
  },

  waitsForTheReader: sendAllWith((socket) => select([socket], [], [])),
} satisfies Record<string, Sender>;
