import { describe, expect, it } from 'vitest';
import { packEdits, unpackEdits } from './edit-code.ts';

const paths = ['chapters/07-event-loop/main.ts', 'chapters/07-event-loop/loop.ts'];
const [main = '', loop = ''] = paths;

/** A code that no button of the lab makes. */
async function codeOf(content: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(content)]).stream();
  const packed = stream.pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}

/** Letters in an order that no compression makes shorter. */
function chance(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 94));
  }).join('');
}

describe('edits as a part of an address', () => {
  it('are read as they were written', async () => {
    const texts = { [main]: 'print("€, 👋");\n'.repeat(40), [loop]: '' };
    const code = await packEdits(texts);
    expect(code).toMatch(/^[\w-]+$/);
    expect(await unpackEdits(code, paths)).toEqual(texts);
  });

  it('are shorter than what they say', async () => {
    const text = 'socket.send(rest);\n'.repeat(100);
    expect((await packEdits({ [main]: text })).length).toBeLessThan(text.length / 10);
  });

  it('name files without the folder, which may be called otherwise one day', async () => {
    const code = await packEdits({ [main]: 'here' });
    expect(await unpackEdits(code, ['moved/main.ts'])).toEqual({
      'moved/main.ts': 'here',
    });
  });

  it('are refused where they are too long, with how long they are', async () => {
    await expect(packEdits({ [main]: chance(20_000) })).rejects.toThrow(
      /^it has 2\d,\d{3} characters, and may have 16,000$/,
    );
    await expect(packEdits({ [main]: ' '.repeat(200_000) })).rejects.toThrow(
      /^it has 200,\d{3} bytes, and may have 200,000$/,
    );
  });

  it('are not read where something is cut off, or is no code at all', async () => {
    const code = await packEdits({ [main]: chance(500) });
    const others = [
      '',
      '%%%',
      'AAAA',
      code.slice(0, -5),
      code.slice(3),
      code.toLowerCase(),
    ];
    const contents = [null, 7, 'text', {}, [], { 'main.ts': 7 }];
    for (const wrong of [...others, ...(await Promise.all(contents.map(codeOf)))]) {
      await expect(unpackEdits(wrong, paths)).rejects.toThrow(
        'they are cut off, or were changed on their way',
      );
    }
  });

  it('are not read where they are of files that the program does not have', async () => {
    for (const name of ['upper.ts', '__proto__', '../main.ts']) {
      const code = await codeOf(JSON.parse(`{"main.ts": "", "${name}": ""}`));
      await expect(unpackEdits(code, paths)).rejects.toThrow(
        'they are of another program',
      );
    }
  });

  it('are not unfolded into more than a browser should hold', async () => {
    const bomb = await codeOf({ 'main.ts': ' '.repeat(10_000_000) });
    expect(bomb.length).toBeLessThan(16_000);
    await expect(unpackEdits(bomb, paths)).rejects.toThrow('they are far too long');
    await expect(unpackEdits('A'.repeat(16_001), paths)).rejects.toThrow('far too long');
  });
});
