/**
 * What the lab adds to the reader's code, so that it can say on which line something happened.
 *
 * A loop that never ends cannot be asked to stop from outside, because the thread that would hear
 * it is the one that loops. So every loop counts its rounds, and asks now and then whether it may
 * go on. What is thrown says where, for what is no error has no stack. And a task says on which
 * line it began to wait, for while it waits it is on no stack either.
 */
import type typescript from 'typescript';
import { HOOKS } from '../program/compiled-file.ts';

/**
 * Puts `--lab$.left < 0 && lab$.look(12)` at the beginning of the body of each loop, with the line
 * where the loop begins; makes `throw lab$.thrown(12, value)` and `yield lab$.waits(12, value)` of
 * what throws and yields; and puts `lab$.meta` in the place of `import.meta`, which only a module
 * of the browser has.
 */
export function addHooks(
  ts: typeof typescript,
): typescript.TransformerFactory<typescript.SourceFile> {
  return (context) => (source) => {
    const { factory } = context;
    const hook = (name: string) =>
      factory.createPropertyAccessExpression(factory.createIdentifier(HOOKS), name);

    const lineOf = (node: typescript.Node) =>
      source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

    /** `lab$.name(12, value)` */
    const call = (
      name: string,
      at: typescript.Node,
      ...values: typescript.Expression[]
    ) =>
      factory.createCallExpression(hook(name), undefined, [
        factory.createNumericLiteral(lineOf(at)),
        ...values,
      ]);

    function watched(loop: typescript.IterationStatement): typescript.Block {
      const left = factory.createPrefixDecrement(hook('left'));
      const round = factory.createLogicalAnd(
        factory.createLessThan(left, factory.createNumericLiteral(0)),
        call('look', loop),
      );
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
      if (ts.isThrowStatement(node)) {
        const value = call('thrown', node, part(node.expression));
        return factory.updateThrowStatement(node, value);
      }
      if (ts.isYieldExpression(node) && node.asteriskToken === undefined) {
        const value = node.expression ?? factory.createVoidZero();
        return factory.updateYieldExpression(
          node,
          undefined,
          call('waits', node, part(value)),
        );
      }
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
