import { describe, expect, it } from 'vitest';
import { select } from '../selectors/index.ts';
import { SimulatedKernel } from '../sim/index.ts';
import { runOn } from '../sys/index.ts';
import { expectAsksAgain, hold, observe, send, startPeer, Wrong } from './index.ts';

/** What is seen of code that receives three times ten bytes, and calls `between` before each. */
function seenOf(between: () => void) {
  return runOn(new SimulatedKernel(), () => {
    const socket = startPeer([send('x'.repeat(30)), hold()]).connect();
    return observe(() => {
      for (let times = 0; times < 3; times += 1) {
        between();
        socket.recv(10);
      }
    });
  });
}

describe('expectAsksAgain()', () => {
  it('throws for code that receives more than that from one with no wait between', () => {
    const seen = seenOf(() => {});
    expect(() => expectAsksAgain(seen, { mostBytes: 29 })).toThrow(Wrong);
    expect(() => expectAsksAgain(seen, { mostBytes: 29 })).toThrow(/received 30 bytes/);
    expect(() => expectAsksAgain(seen, { mostBytes: 30 })).not.toThrow();
  });

  it('counts anew after each wait', () => {
    const seen = seenOf(() => select([], [], [], 1));
    expect(() => expectAsksAgain(seen, { mostBytes: 10 })).not.toThrow();
    expect(() => expectAsksAgain(seen, { mostBytes: 9 })).toThrow(/received 10 bytes/);
  });
});
