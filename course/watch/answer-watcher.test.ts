import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnswerWatcher, look, type Sight } from './answer-watcher.ts';

let folder: string;
let file: string;
let sights: Sight[];
let watcher: AnswerWatcher | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched '));
  file = join(folder, 'answer.ts');
  sights = [];
});
afterEach(async () => {
  await watcher?.close();
  rmSync(folder, { recursive: true });
});

async function start(poll = false, more = {}): Promise<void> {
  watcher = new AnswerWatcher(file, (sight) => sights.push(sight), { poll, ...more });
  await watcher.start();
}

const told = () =>
  sights.map((sight) => (sight.kind === 'text' ? sight.text : sight.message));

/** Waits until the newest thing that was told is this. */
const untilTold = (what: string) =>
  expect.poll(() => told().at(-1), { timeout: 10_000 }).toBe(what);

describe.each([
  ['with events', false],
  ['by polling', true],
])('AnswerWatcher, %s,', (_, poll) => {
  it('tells what is there, and what is written into it', async () => {
    writeFileSync(file, 'one');
    await start(poll);
    expect(told()).toEqual(['one']);
    writeFileSync(file, 'two');
    await untilTold('two');
    appendFileSync(file, ' and more');
    await untilTold('two and more');
  });

  it('notices a file that takes its place, again and again', async () => {
    writeFileSync(file, 'one');
    await start(poll);
    for (const text of ['two', 'three', 'four']) {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      await untilTold(text);
    }
  });

  it('waits for the rest of a save that empties or removes the file first', async () => {
    writeFileSync(file, 'one');
    await start(poll, { patienceMs: 60_000 });
    writeFileSync(file, '');
    await look(file);
    writeFileSync(file, 'two');
    await untilTold('two');
    unlinkSync(file);
    await look(file);
    writeFileSync(file, 'three');
    await untilTold('three');
    expect(told()).toEqual(['one', 'two', 'three']);
  });

  it('tells that the file is gone, and that it is back', async () => {
    writeFileSync(file, 'one');
    await start(poll);
    unlinkSync(file);
    await untilTold('answer.ts is gone. Save it again, or press x for the starter.');
    writeFileSync(file, 'two');
    await untilTold('two');
  });
});

describe('AnswerWatcher', () => {
  it('notices a save of the same text', async () => {
    writeFileSync(file, 'one');
    await start();
    utimesSync(file, 1, 1);
    await expect.poll(told).toEqual(['one', 'one']);
  });

  it('notices a folder that was removed and made anew', async () => {
    writeFileSync(file, 'one');
    await start();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeFileSync(file, 'two');
    await untilTold('two');
  });

  it('tells again if asked to, and nothing once it is closed', async () => {
    writeFileSync(file, 'one');
    await start();
    watcher?.tellAgain();
    await expect.poll(told).toEqual(['one', 'one']);
    await watcher?.close();
    writeFileSync(file, 'two');
    watcher?.tellAgain();
    await look(file);
    expect(told()).toEqual(['one', 'one']);
  });
});

describe('look()', () => {
  const message = async () => {
    const sight = await look(file);
    return sight.kind === 'trouble' ? sight.message : sight.text;
  };

  it('refuses what is no answer', async () => {
    mkdirSync(file);
    expect(await message()).toContain('answer.ts is no file');
    rmSync(file, { recursive: true });
    writeFileSync(file, ' '.repeat(1024 * 1024 + 1));
    expect(await message()).toContain('has 1048577 bytes');
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not read', async () => {
    writeFileSync(file, 'secret');
    chmodSync(file, 0);
    expect(await message()).toMatch(/^answer\.ts cannot be read: EACCES/);
  });
});
