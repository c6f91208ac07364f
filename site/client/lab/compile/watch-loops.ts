/**
 * What the lab adds to the reader's code: each round of each loop says on which line it is.
 *
 * A loop that never ends cannot be asked to stop from outside, because the thread that would hear
 * it is the one that loops. So every loop asks at the beginning of each round whether it may go on.
 */
import type typescript from 'typescript';
import { HOOKS } from './compiled-file.ts';

/**
 * Puts `lab$.round(12)` at the beginning of the body of each loop, with the line where the loop
 * begins, and `lab$.meta` in the place of `import.meta`, which only a module of the browser has.
 */
export function watchLoops(
  ts: typeof typescript,
): typescript.TransformerFactory<typescript.SourceFile> {
  return (context) => (source) => {
    const { factory } = context;
    const hook = (name: string) =>
      factory.createPropertyAccessExpression(factory.createIdentifier(HOOKS), name);

    function watched(loop: typescript.IterationStatement): typescript.Block {
      const at = source.getLineAndCharacterOfPosition(loop.getStart(source)).line + 1;
      const round = factory.createCallExpression(hook('round'), undefined, [
        factory.createNumericLiteral(at),
      ]);
      const body = ts.visitNode(loop.statement, visit) as typescript.Statement;
      const statements = ts.isBlock(body) ? body.statements : [body];
      return factory.createBlock([
        factory.createExpressionStatement(round),
        ...statements,
      ]);
    }

    function visit(node: typescript.Node): typescript.Node {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
        return hook('meta');
      }
      const part = <Part extends typescript.Node>(piece: Part): Part =>
        ts.visitNode(piece, visit) as Part;
      const maybe = <Part extends typescript.Node>(piece: Part | undefined) =>
        piece === undefined ? undefined : part(piece);
      if (ts.isWhileStatement(node)) {
        return factory.updateWhileStatement(node, part(node.expression), watched(node));
      }
      if (ts.isDoStatement(node)) {
        return factory.updateDoStatement(node, watched(node), part(node.expression));
      }
      if (ts.isForStatement(node)) {
        const { initializer, condition, incrementor } = node;
        return factory.updateForStatement(
          node,
          maybe(initializer),
          maybe(condition),
          maybe(incrementor),
          watched(node),
        );
      }
      if (ts.isForOfStatement(node)) {
        const { awaitModifier, initializer, expression } = node;
        return factory.updateForOfStatement(
          node,
          awaitModifier,
          part(initializer),
          part(expression),
          watched(node),
        );
      }
      if (ts.isForInStatement(node)) {
        const { initializer, expression } = node;
        return factory.updateForInStatement(
          node,
          part(initializer),
          part(expression),
          watched(node),
        );
      }
      return ts.visitEachChild(node, visit, context);
    }

    return ts.visitNode(source, visit) as typescript.SourceFile;
  };
}
