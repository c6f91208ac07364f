import { describe, expect, it } from 'vitest';
import { ByteQueue } from './byte-queue.ts';
import { Random } from './random.ts';

function taken(queue: ByteQueue, count: number): number[] {
  const target = new Uint8Array(count);
  const copied = queue.peek(target);
  queue.drop(copied);
  return [...target.subarray(0, copied)];
}

describe('ByteQueue', () => {
  it('gives bytes back in their order, however they were cut', () => {
    const queue = new ByteQueue();
    const random = new Random(3);
    const pushed: number[] = [];
    const popped: number[] = [];
    while (pushed.length < 50_000) {
      const part = Uint8Array.from({ length: random.between(0, 40) }, () => {
        return random.between(0, 255);
      });
      pushed.push(...part);
      queue.push(part);
      if (random.fraction() < 0.6) popped.push(...taken(queue, random.between(0, 60)));
      expect(queue.length).toBe(pushed.length - popped.length);
    }
    popped.push(...taken(queue, queue.length));
    expect(popped).toEqual(pushed);
  });

  it('copies what it is given: the caller may change it afterwards', () => {
    const queue = new ByteQueue();
    const bytes = Uint8Array.of(1, 2);
    queue.push(bytes);
    bytes.fill(9);
    expect(taken(queue, 2)).toEqual([1, 2]);
  });

  it('leaves what is only looked at', () => {
    const queue = new ByteQueue();
    queue.push(Uint8Array.of(1, 2, 3));
    expect(queue.peek(new Uint8Array(2))).toBe(2);
    expect(queue.length).toBe(3);
  });

  it('can be used again once it is empty', () => {
    const queue = new ByteQueue();
    for (let round = 0; round < 3; round++) {
      queue.push(Uint8Array.of(round));
      expect(taken(queue, 10)).toEqual([round]);
      expect(taken(queue, 10)).toEqual([]);
    }
  });
});
