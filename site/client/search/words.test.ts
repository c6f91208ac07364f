import { describe, expect, it } from 'vitest';
import { holds, nearestName, soughtWords } from './words.ts';

// cspell:ignore slect selcet epol callsoon lect

describe('soughtWords()', () => {
  it('leaves out the words that stand in every text, unless nothing is left', () => {
    expect(soughtWords('what is a selector')).toBe('selector');
    expect(soughtWords('how do I write a server')).toBe('write server');
    expect(soughtWords('What is this')).toBe('What is this');
  });

  it('takes a phrase as it is', () => {
    expect(soughtWords('"the event loop"')).toBe('"the event loop"');
  });
});

describe('holds()', () => {
  it('asks for a name in code as a whole, and for a word as far as it does not change', () => {
    expect(holds('every call of it', '', 'callSoon')).toBe(false);
    expect(holds('loop.callSoon(f)', '', 'callsoon')).toBe(true);
    expect(holds('it blocks', '', 'blocking')).toBe(true);
    expect(holds('it sleeps', '', 'slect')).toBe(false);
  });

  it('asks for all words, and for no hyphen', () => {
    expect(holds('a non-blocking socket', '', 'nonblocking sockets')).toBe(true);
    expect(holds('a socket', '', 'socket timeout')).toBe(false);
  });

  it('takes the beginning of a word, or of a part of a name', () => {
    expect(holds('select()', '', 'lect')).toBe(false);
    expect(holds('a WouldBlockError', '', 'error')).toBe(true);
    expect(holds('a non-blocking socket', '', 'blocking')).toBe(true);
  });

  it('takes a word from the title, but no phrase', () => {
    expect(holds('It has a timeout.', 'Select', 'select timeout')).toBe(true);
    expect(holds('It polls.', 'Busy polling', '"busy polling"')).toBe(false);
    expect(holds('It is Busy polling.', '', '"busy polling"')).toBe(true);
  });
});

describe('nearestName()', () => {
  const names = ['select', 'epoll', 'poll', 'half-closed'];

  it('finds what was mistyped: a letter missing, another one, two that changed places', () => {
    expect(nearestName('slect', names)).toBe('select');
    expect(nearestName('Selcet', names)).toBe('select');
    expect(nearestName('epol', names)).toBe('epoll');
  });

  it('finds nothing for a word that is like none', () => {
    expect(nearestName('promise', names)).toBeUndefined();
  });
});
