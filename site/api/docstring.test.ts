import type { Comment } from 'typedoc';
import { describe, expect, it } from 'vitest';
import { deadLinks, describe as describeComment } from './docstring.ts';

function comment(summary: object[], blockTags: object[] = []): Comment {
  return { summary, blockTags } as unknown as Comment;
}

describe('describe()', () => {
  it('parts what is thrown from what is done', () => {
    const text = 'Waits. poll(2).\n\nThrows RangeError for less than 0.';
    expect(describeComment(comment([{ kind: 'text', text }]))).toEqual({
      text: 'Waits. poll(2).',
      throws: ['RangeError for less than 0.'],
    });
  });

  it('knows the tag, too, and that there may be no docstring', () => {
    const content = [{ kind: 'text', text: '{Wrong} with the trace.' }];
    const tagged = comment(
      [{ kind: 'text', text: 'Asks.' }],
      [{ tag: '@throws', content }],
    );
    expect(describeComment(tagged).throws).toEqual(['Wrong with the trace.']);
    expect(describeComment(undefined)).toEqual({ text: '', throws: [] });
  });
});

describe('deadLinks()', () => {
  it('finds the links that typedoc could not follow', () => {
    const parts = [
      { kind: 'inline-tag', tag: '@link', text: 'Sockett' },
      { kind: 'inline-tag', tag: '@link', text: 'Socket', target: 7 },
    ];
    expect(deadLinks(comment(parts))).toEqual(['Sockett']);
  });
});
