/** Holds the judgement of a crowd's clients to each way in which a server can fail them. */
import { describe, expect, it } from 'vitest';
import { type Evidence, judge } from './verdict.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What is judged of a client that should have heard three pings of four bytes. */
function verdictOn(heard: string, more: Partial<Evidence> = {}): string {
  const { kind, rightPings } = judge({
    wanted: bytes('ABC\nDEF\nGHI\n'),
    heard: bytes(heard),
    pingBytes: 4,
    isConnected: true,
    trouble: undefined,
    ...more,
  });
  return `${kind}, ${rightPings} right`;
}

describe('judge()', () => {
  it('tells lost, doubled and wrong bytes apart, and counts the replies before them', () => {
    expect(verdictOn('ABC\nDEF\nGHI\n')).toBe('right, 3 right');
    expect(verdictOn('ABC\nDEF\nGH')).toBe('lost, 2 right');
    expect(verdictOn('')).toBe('lost, 0 right');
    expect(verdictOn('ABC\nGHI\n')).toBe('lost, 1 right');
    expect(verdictOn('ABC\nDF\nGHI\n')).toBe('lost, 1 right');
    expect(verdictOn('ABC\nABC\n')).toBe('doubled, 1 right');
    expect(verdictOn('ABC\nDEF\nGHI\nGHI\n')).toBe('doubled, 3 right');
    expect(verdictOn('abc\nDEF\nGHI\n')).toBe('wrong, 0 right');
  });

  it('tells late from refused, and from a connection that broke', () => {
    const late = { trouble: 'late' };
    expect(verdictOn('ABC\n', late)).toBe('late, 1 right');
    expect(verdictOn('ABC\nDEF\nGHI\n', late)).toBe('late, 3 right');
    expect(verdictOn('', { ...late, isConnected: false })).toBe('late, 0 right');
    const refused = { trouble: 'connect: ECONNREFUSED', isConnected: false };
    expect(verdictOn('', refused)).toBe('refused, 0 right');
    expect(verdictOn('ABC\n', { trouble: 'recv: ECONNRESET' })).toBe('lost, 1 right');
  });

  it('does not call it right when a connection breaks after the last reply', () => {
    expect(verdictOn('ABC\nDEF\nGHI\n', { trouble: 'recv: ECONNRESET' })).toBe(
      'wrong, 3 right',
    );
  });
});
