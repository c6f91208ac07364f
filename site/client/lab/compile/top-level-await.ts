/** Finds `await` outside of any function: a file of the lab is run as a function that does not wait. */
import type typescript from 'typescript';

/** The first of them; undefined if there is none. */
export function topLevelAwait(
  ts: typeof typescript,
  source: typescript.Node,
): typescript.Node | undefined {
  const find = (node: typescript.Node): typescript.Node | undefined => {
    if (ts.isFunctionLike(node)) return undefined;
    const isWaiting =
      ts.isAwaitExpression(node) ||
      (ts.isVariableDeclarationList(node) && isAwaitUsing(ts, node)) ||
      (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    return isWaiting ? node : ts.forEachChild(node, find);
  };
  return ts.forEachChild(source, find);
}

function isAwaitUsing(
  ts: typeof typescript,
  { flags }: typescript.VariableDeclarationList,
): boolean {
  const { AwaitUsing } = ts.NodeFlags;
  return (flags & AwaitUsing) === AwaitUsing;
}
