import type { Comment } from 'typedoc';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { deadLinks, describeComment, describeDeclaration } from './docstring.ts';

function comment(summary: object[], blockTags: object[] = []): Comment {
  return { summary, blockTags } as unknown as Comment;
}

/** What the docstring of the one declaration in a source says. */
function described(source: string) {
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true);
  const [statement] = file.statements;
  if (statement === undefined) throw new Error('the source is empty');
  return describeDeclaration(statement);
}

describe('describeDeclaration()', () => {
  it('parts what is thrown from what is done', () => {
    const source = `/**
 * Waits. \`poll(2)\`.
 *
 * Throws RangeError for less than 0.
 */
function wait() {}`;
    expect(described(source)).toEqual({
      text: 'Waits. `poll(2)`.',
      throws: ['RangeError for less than 0.'],
    });
  });

  it('finds what is thrown where its line is broken', () => {
    const source = '/** Sends. Throws\n * SystemError. */\nfunction send() {}';
    expect(described(source)).toEqual({ text: 'Sends.', throws: ['SystemError.'] });
  });

  it('knows the tag, too, and that there may be no docstring', () => {
    const source = '/** Asks.\n * @throws {Wrong} with the trace. */\nfunction ask() {}';
    expect(described(source)).toEqual({
      text: 'Asks.',
      throws: ['Wrong with the trace.'],
    });
    expect(described('function ask() {}')).toBeUndefined();
  });
});

describe('describeComment()', () => {
  it('reads what typedoc has found', () => {
    const parts = [{ kind: 'text', text: 'Waits. Throws RangeError.' }];
    expect(describeComment(comment(parts))).toEqual({
      text: 'Waits.',
      throws: ['RangeError.'],
    });
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
