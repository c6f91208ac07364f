import { describe, expect, it } from 'vitest';
import { findChapter, findProgram } from '../catalogue.ts';
import { fixtures } from '../course-process.ts';
import { castOf, givesPort } from './cast.ts';

function castFor(chapterName: string, programName: string, typed: string[] = []) {
  const chapter = findChapter(chapterName, fixtures);
  return castOf(chapter, findProgram(chapter, programName), typed, fixtures);
}

describe('castOf()', () => {
  it('pads labels to the same width', () => {
    const { main, needs } = castFor('02', 'guest');
    expect([main.label, needs[0]?.label]).toEqual(['guest ', 'server']);
  });

  it('numbers those who share a name, and nobody else', () => {
    const { main, needs } = castFor('01', 'pair');
    const labels = [...needs, main].map(({ label }) => label);
    expect(labels).toEqual(['server 1', 'server 2', 'pair    ']);
  });

  it('gives companions the options of chapter.yaml', () => {
    const { visitors } = castFor('01', 'host');
    expect(visitors.map(({ options }) => options)).toEqual([[], ['--word', 'louder']]);
  });

  it('gives the program the options of chapter.yaml only where the reader gives none', () => {
    expect(castFor('01', 'host').main.options).toEqual(['--clients', '2']);
    expect(castFor('01', 'host', ['--dies']).main.options).toEqual(['--dies']);
  });

  it('finds companions in other chapters', () => {
    const file = castFor('02', 'guest').needs[0]?.file;
    expect(file).toBe(findProgram(findChapter('01', fixtures), 'server').file);
  });
});

describe('givesPort()', () => {
  it.each([
    [[], false],
    [['1234'], true],
    [['1234', '--quiet'], true],
    [['--quiet'], false],
    [['--clients', '3'], false],
    [['--clients=3'], false],
    [['--clients=3', '1234'], true],
    [['--clients', '3', '1234'], true],
  ])('%j: %s', (typed, answer) => {
    expect(givesPort(typed)).toBe(answer);
  });
});
