import { afterEach, describe, expect, it, vi } from 'vitest';
import { recall, remember } from '../browser/memory.ts';
import { Files } from './files.ts';

const originals = { 'a/main.ts': 'main', 'a/loop.ts': 'loop' };
const made = () => new Files(Object.keys(originals), originals);

afterEach(() => {
  vi.unstubAllGlobals();
  for (const path of Object.keys(originals)) remember(`lab:${path}`, undefined);
});

describe("somebody else's version of a program", () => {
  it('is shown with the course’s version of what it leaves out, and nothing of it is kept', () => {
    const files = made();
    files.change('a/loop.ts', 'mine');
    files.visit({ 'a/main.ts': 'theirs' });
    files.change('a/main.ts', 'theirs, and more');
    expect(files.isVisiting).toBe(true);
    expect(files.texts()).toEqual({
      'a/main.ts': 'theirs, and more',
      'a/loop.ts': 'loop',
    });
    expect(files.changedTexts()).toEqual({ 'a/main.ts': 'theirs, and more' });
    expect(recall('lab:a/main.ts')).toBeUndefined();
    expect(recall('lab:a/loop.ts')).toBe('mine');
  });

  it('goes, and the reader’s own is there as it was', () => {
    const files = made();
    files.change('a/main.ts', 'mine');
    files.visit({ 'a/main.ts': 'theirs' });
    expect(files.hasOwn).toBe(true);
    files.visit(undefined);
    expect(files.isVisiting).toBe(false);
    expect(files.text('a/main.ts')).toBe('mine');
  });

  it('becomes the reader’s own when they want it to', () => {
    const files = made();
    files.change('a/loop.ts', 'mine');
    files.visit({ 'a/main.ts': 'theirs' });
    files.adopt();
    expect(files.isVisiting).toBe(false);
    expect(made().texts()).toEqual({ 'a/main.ts': 'theirs', 'a/loop.ts': 'loop' });
  });

  it('is none if it says what the reader has written', () => {
    const files = made();
    files.change('a/main.ts', 'mine');
    files.visit({ 'a/main.ts': 'mine' });
    expect(files.isVisiting).toBe(false);
  });
});

it('are not called kept as long as the browser has not taken one of them', () => {
  vi.stubGlobal('localStorage', {
    setItem() {
      throw new Error('full');
    },
    removeItem() {},
  });
  const files = made();
  files.change('a/main.ts', 'mine');
  files.change('a/loop.ts', 'loop');
  expect(files.isKept).toBe(false);
  files.reset('a/main.ts');
  expect(files.isKept).toBe(true);
});
