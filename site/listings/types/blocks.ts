/** Which lines of a file are a class, a method or a function. */
import type ts from 'typescript';
import type { Block } from './facts.ts';

/** The named blocks of a file, from the outside in. */
export function blocksOf(typescript: typeof ts, file: ts.SourceFile): Block[] {
  const blocks: Block[] = [];
  const lineAt = (place: number) => file.getLineAndCharacterOfPosition(place).line + 1;
  const visit = (node: ts.Node, outer: string): void => {
    const name = nameOf(typescript, node);
    const full = name === undefined ? outer : outer === '' ? name : `${outer}.${name}`;
    if (name !== undefined) {
      const from = lineAt(node.getStart(file));
      blocks.push({ name: full, from, to: lineAt(node.end) });
    }
    typescript.forEachChild(node, (child) => visit(child, full.replace(/\(\)$/, '')));
  };
  visit(file, '');
  return blocks;
}

function nameOf(typescript: typeof ts, node: ts.Node): string | undefined {
  const isType =
    typescript.isClassDeclaration(node) || typescript.isInterfaceDeclaration(node);
  if (isType) return node.name?.text;
  if (typescript.isConstructorDeclaration(node)) return 'constructor()';
  const isFunction =
    typescript.isFunctionDeclaration(node) ||
    typescript.isMethodDeclaration(node) ||
    typescript.isAccessor(node);
  const name = isFunction ? node.name : undefined;
  if (name === undefined || !('text' in name)) return undefined;
  return `${name.text}()`;
}
