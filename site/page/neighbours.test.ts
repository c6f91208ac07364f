import { describe, expect, it } from 'vitest';
import { neighboursIn } from './neighbours.ts';

describe('neighboursIn()', () => {
  const [one, two, three] = [
    { path: 'one/', title: 'One' },
    { path: 'two/', title: 'Two' },
    { path: 'three/', title: 'Three' },
  ] as const;

  it('knows the pages before and after one, and none beyond the ends', () => {
    const pages = [one, two, three];
    expect(neighboursIn(pages, 'one/')).toEqual({ next: two });
    expect(neighboursIn(pages, 'two/')).toEqual({ previous: one, next: three });
    expect(neighboursIn(pages, 'three/')).toEqual({ previous: two });
  });
});
