import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/trace/conversation.fixture.ts';
import { replayOf } from '../../../lib/trace/index.ts';
import { statesOf } from './states.ts';

const [server, client] = conversation();
const run = replayOf([client, server]);

describe('a direction of a connection', () => {
  it('is not there before somebody connects', () => {
    const exists = statesOf(run).map(({ directions }) => directions[0]?.exists);
    expect(exists[0]).toBe(false);
    expect(exists.at(-1)).toBe(true);
  });

  it('is as full as the kernel said, and evenly between two answers', () => {
    const buffers = [
      [
        [10, 1000, 100, 50, 200],
        [50, 3000, 300, 150, 400],
      ],
    ] as const;
    const states = statesOf({ ...run, buffers });
    const half = states.find(({ moment }) => Math.round(moment.atMs) === 30);
    expect(half?.directions[0]?.fills?.sender).toEqual({
      bytes: 2000,
      share: expect.closeTo(0.2, 2),
    });
    expect(half?.directions[0]?.fills?.receiver).toEqual({
      bytes: 100,
      share: expect.closeTo(0.3, 2),
    });
    expect(statesOf(run).at(-1)?.directions[0]?.fills).toBeUndefined();
  });

  it('is empty when all has been received since the last answer, else as full as then', () => {
    const buffers = [[[10, 1000, 100, 50, 200]]] as const;
    const states = statesOf({ ...run, buffers });
    const during = states.find(({ moment }) => Math.round(moment.atMs) === 30);
    expect(during?.directions[0]?.fills?.sender.bytes).toBe(1000);
    expect(states.at(-1)?.directions[0]?.bytes).toBe(0);
    expect(states.at(-1)?.directions[0]?.fills?.sender.bytes).toBe(0);
  });
});
