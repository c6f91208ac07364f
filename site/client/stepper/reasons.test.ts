import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/trace/conversation.fixture.ts';
import { replayOf } from '../../../lib/trace/index.ts';
import { reasonText } from './reasons.ts';
import { statesOf } from './states.ts';

const [server, client] = conversation();
const states = statesOf(replayOf([client, server]));

/** What is said of the first moment of a call of this kind. */
function reasonOf(kind: string, name: string, isRefused = false): string {
  const state = states.find(
    ({ moment }) =>
      moment.kind === kind &&
      moment.call.name === name &&
      (moment.call.refused ?? false) === isRefused,
  );
  return state ? reasonText(state) : '';
}

describe('reasonText()', () => {
  it('says why a call sleeps, what woke it, and why one is refused', () => {
    expect(reasonOf('sleep', 'send')).toBe('There is no room for all of its bytes.');
    expect(reasonOf('sleep', 'recv')).toBe('Nothing has arrived.');
    expect(reasonOf('sleep', 'select')).toBe(
      'It sleeps until there is room for about a third of the buffer on 3, or its time limit is over.',
    );
    expect(reasonOf('wake', 'send')).toBe('1,048,576 bytes into the sender’s buffer.');
    expect(reasonOf('call', 'send', true)).toBe(
      'The buffer is full. The descriptor is told not to wait.',
    );
  });

  it('says how long the program then runs', () => {
    expect(reasonOf('call', 'send')).toMatch(
      /^3,145,728 bytes .*\. Until its next call it runs for 4 ms\.$/,
    );
  });
});
