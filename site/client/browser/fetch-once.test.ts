import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchOnce } from './fetch-once.ts';

afterEach(() => vi.unstubAllGlobals());

/** Lets a site answer so, one after the other; the last answer stands for all that follow. */
function answerWith(...answers: (() => Response)[]) {
  const fetch = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return (answer as () => Response)();
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const found = () => Response.json({ term: 'event loop' });
const missing = () => new Response('not found', { status: 404 });
const unreachable = () => {
  throw new TypeError('Failed to fetch');
};

describe('fetchOnce()', () => {
  it('fetches a file once, for all who ask', async () => {
    const fetch = answerWith(found);
    const all = await Promise.all([fetchOnce('/once.json'), fetchOnce('/once.json')]);
    all.push(await fetchOnce('/once.json'));
    expect(all).toEqual(Array(3).fill({ term: 'event loop' }));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('fetches a file again if it could not be had', async () => {
    answerWith(unreachable, missing, found);
    await expect(fetchOnce('/again.json')).rejects.toThrow('Failed to fetch');
    await expect(fetchOnce('/again.json')).rejects.toThrow('/again.json answers 404');
    expect(await fetchOnce('/again.json')).toEqual({ term: 'event loop' });
  });

  it('fetches a file again if it was no JSON', async () => {
    answerWith(() => new Response('<!doctype html>'), found);
    await expect(fetchOnce('/broken.json')).rejects.toThrow(SyntaxError);
    expect(await fetchOnce('/broken.json')).toEqual({ term: 'event loop' });
  });
});
