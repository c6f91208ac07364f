import { expect, it } from 'vitest';
import { changesOf } from './changes.ts';
import type { Moment } from './moments.ts';

/** A moment of a call of one program. */
function moment(name: 'send' | 'recv' | 'accept4', refused = false): Moment {
  const call = { name, program: 0, startMs: 0, endMs: 0, asked: '', answered: '' };
  return { kind: 'call', atMs: 0, call: refused ? { ...call, refused } : call };
}

it('a jump leads over a pattern, to where something else happens, and to the end', () => {
  const round = [moment('accept4', true), moment('recv', true)];
  const rounds = Array.from({ length: 50 }, () => round).flat();
  const changes = changesOf([...rounds, moment('recv'), ...rounds]);
  const places = changes.flatMap((isChange, index) => (isChange ? [index] : []));
  expect(places).toEqual([0, 1, 100, 200]);
});

it('of a short run nothing is skipped that does not follow at once', () => {
  const round = [moment('send'), moment('recv'), moment('accept4'), moment('send', true)];
  expect(changesOf([...round, ...round])).not.toContain(false);
});
