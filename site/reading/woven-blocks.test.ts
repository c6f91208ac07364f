import createMarkdown from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { refuseUnclosed, type WovenBlock, wovenBlocks } from './woven-blocks.ts';

const markdown = createMarkdown({ html: true }).use(wovenBlocks);

function blocksIn(text: string): WovenBlock[] {
  const tokens = markdown.parse(text, {});
  return tokens
    .filter(({ type }) => type === 'woven')
    .map(({ meta }) => meta as unknown as WovenBlock);
}

describe('wovenBlocks()', () => {
  it('puts one token for what stands between two comments', () => {
    const [block] = blocksIn(
      'One.\n\n<!-- quiz a -->\n\nTwo?\n\n<!-- /quiz -->\n\nThree.\n',
    );
    expect(block).toMatchObject({ kind: 'quiz', words: 'a', line: 3, isClosed: true });
    expect(block?.inner.trim()).toBe('Two?');
  });

  it('knows a block that nothing closes, though another one of its kind is closed later', () => {
    const text = '<!-- quiz a -->\n\nOne?\n\n<!-- quiz b -->\n\nTwo?\n\n<!-- /quiz -->\n';
    expect(blocksIn(text).map(({ isClosed }) => isClosed)).toEqual([false, true]);
  });
});

describe('refuseUnclosed()', () => {
  it('says what to write', () => {
    const [block] = blocksIn('<!-- chart a -->\n\nOne.\n');
    if (block === undefined) throw new Error('there is no block');
    expect(() => refuseUnclosed(block)).toThrow('write `<!-- /chart -->` after it');
  });
});
