import { describe, expect, it } from 'vitest';
import type { Chapter, Exercise } from '../../course/catalogue.ts';
import { exerciseNeighbours, exerciseWhereaboutsHtml } from './whereabouts.ts';

const exercise = (chapter: string, number: number, name: string): Exercise =>
  ({ chapter, number, id: `${chapter}/${number}-${name}`, title: name }) as never;
const take = exercise('06-generators', 1, 'take');
const close = exercise('06-generators', 2, 'close');
const chapters = [
  {
    id: '06-generators',
    number: '06',
    title: 'Generators',
    exercises: [take, close],
  },
  { id: '07-event-loop', number: '07', title: 'Event loop', exercises: [] },
] as unknown as readonly Chapter[];

describe('exerciseNeighbours()', () => {
  it('leads from the chapter to its first exercise, and from the last one to the next chapter', () => {
    expect(exerciseNeighbours(chapters, take)).toEqual({
      previous: { path: 'chapters/06-generators/', title: '06 · Generators' },
      next: { path: 'exercises/06-generators/2-close/', title: '06/2 · close' },
    });
    expect(exerciseNeighbours(chapters, close)).toEqual({
      previous: { path: 'exercises/06-generators/1-take/', title: '06/1 · take' },
      next: { path: 'chapters/07-event-loop/', title: '07 · Event loop' },
    });
  });
});

describe('exerciseWhereaboutsHtml()', () => {
  it('marks the exercise among those of its chapter, on its solution too', () => {
    const path = 'solutions/06-generators/2-close/';
    const { text } = exerciseWhereaboutsHtml(chapters, close, path);
    expect(text).toContain(
      '<a href="../../../chapters/06-generators/">06 · Generators</a>',
    );
    expect(text).toContain('<li class="before"><a href="../../../exercises/');
    expect(text.match(/aria-current="true" title="06\/2 · close"/g)).toHaveLength(1);
  });
});
