import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { LabelledLines } from './labelled-lines.ts';

async function labelled(...chunks: (string | Buffer)[]): Promise<string> {
  const bytes = chunks.map((chunk) => Buffer.from(chunk as string));
  return (
    await buffer(Readable.from(bytes).pipe(new LabelledLines('one | ')))
  ).toString();
}

describe('LabelledLines', () => {
  it('puts the label before each line, empty ones too', async () => {
    expect(await labelled('a\n\nb\n')).toBe('one | a\none | \none | b\n');
  });

  it('joins a line that arrives in pieces', async () => {
    expect(await labelled('a', 'b', 'c\nd', 'e\n')).toBe('one | abc\none | de\n');
  });

  it('ends the last line where the program did not', async () => {
    expect(await labelled('a\nb')).toBe('one | a\none | b\n');
  });

  it('prints nothing for a program that prints nothing', async () => {
    expect(await labelled()).toBe('');
  });

  it('leaves alone what is no text, and carriage returns', async () => {
    const bytes = Buffer.of(0xff, 0x00, 0x0d, 0x0a);
    const lines = Readable.from([bytes]).pipe(new LabelledLines(''));
    expect(await buffer(lines)).toEqual(bytes);
  });

  it('keeps characters whole whose bytes arrive one by one', async () => {
    const text = 'a € and a 😀\n';
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.of(byte));
    expect(await labelled(...bytes)).toBe(`one | ${text}`);
  });

  it('takes a line of many MB in small chunks', async () => {
    const chunk = 'x'.repeat(1000);
    const result = await labelled(...Array.from({ length: 20_000 }, () => chunk), '\n');
    expect(result.length).toBe('one | \n'.length + 20_000_000);
  });

  it('shows each line without label and end', async () => {
    const seen: string[] = [];
    const lines = new LabelledLines('one | ', (line) => seen.push(line.toString()));
    await buffer(
      Readable.from(['a', 'b\nc\n', '\nd'].map((text) => Buffer.from(text))).pipe(lines),
    );
    expect(seen).toEqual(['ab', 'c', '', 'd']);
  });
});
