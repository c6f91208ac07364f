import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { codeOf, declarationAt, linesOf, valuesOf } from './declarations.ts';

/** The declaration of the first `name` in a source. */
function find(text: string, name: string) {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const { line, character } = file.getLineAndCharacterOfPosition(text.indexOf(name));
  const found = declarationAt(file, line + 1, character);
  if (found === undefined) throw new Error(`no declaration of ${name}`);
  return found;
}

describe('codeOf()', () => {
  it('leaves out the body of a function, and what only the module needs to know', () => {
    const text =
      '/** Adds. */\nexport async function add(a = 1): Promise<number> {\n  return a;\n}\n';
    expect(codeOf(find(text, 'add('))).toBe('function add(a = 1): Promise<number>');
  });

  it('ends a class before its members', () => {
    const text = 'export class Wrong<T> extends Error {\n  at = {};\n}';
    expect(codeOf(find(text, 'Wrong'))).toBe('class Wrong<T> extends Error');
  });

  it('takes the indentation of a member from all of its lines', () => {
    const text = 'class A {\n  /** Sends. */\n  send(\n    a: string,\n  ): void {}\n}';
    expect(codeOf(find(text, 'send'))).toBe('send(\n  a: string,\n): void');
  });

  it('breaks a line that is too long for a page', () => {
    const text =
      'interface K {\n  send(fd: number, buffer: Uint8Array, length: number, flags: number): number;\n}';
    expect(codeOf(find(text, 'send'))).toBe(
      'send(\n  fd: number,\n  buffer: Uint8Array,\n  length: number,\n  flags: number,\n): number',
    );
  });

  it('shows the type of a constant, and of a property that is read only', () => {
    expect(codeOf(find('export const a: string = text();', 'a:'))).toBe(
      'const a: string',
    );
    expect(codeOf(find('interface B {\n  readonly c?: number;\n}', 'c?'))).toBe(
      'readonly c?: number',
    );
  });
});

describe('linesOf()', () => {
  it('begins with the docstring', () => {
    const text = '// first\n\n/** A. */\nexport const a = 1;\n';
    expect(linesOf(find(text, 'a ='))).toEqual([3, 4]);
  });
});

describe('valuesOf()', () => {
  it('knows numbers, and the two columns of the table', () => {
    expect(valuesOf(find('const A = on(0x2, 0x10);', 'A ='))).toEqual({
      linux: '0x2',
      darwin: '0x10',
    });
    expect(valuesOf(find('const B = -1;', 'B ='))).toEqual({ linux: '-1', darwin: '-1' });
    expect(valuesOf(find('const C = make();', 'C ='))).toBeUndefined();
  });
});
