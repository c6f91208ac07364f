/**
 * What other files can know of a file: its text without the bodies of functions whose type is
 * written. Whoever rests on a file need not be asked again while its shape is the same.
 */
import type ts from 'typescript';

/** The shape of a file. */
export function shapeOf(typescript: typeof ts, file: ts.SourceFile): string {
  const kept: string[] = [];
  let end = 0;
  const visit = (node: ts.Node): void => {
    const body = bodyOf(typescript, node);
    if (body === undefined) {
      typescript.forEachChild(node, visit);
      return;
    }
    kept.push(file.text.slice(end, body.getStart(file)));
    end = body.end;
  };
  visit(file);
  return kept.join('') + file.text.slice(end);
}

/** The body of a function from which nobody outside can learn anything. */
function bodyOf(typescript: typeof ts, node: ts.Node): ts.Node | undefined {
  if (!typescript.isFunctionLike(node) || !('body' in node)) return undefined;
  const isWritten =
    node.type !== undefined ||
    typescript.isConstructorDeclaration(node) ||
    typescript.isSetAccessorDeclaration(node);
  return isWritten ? (node.body as ts.Node | undefined) : undefined;
}
