/**
 * Finds async functions where the starter has none. Who has written `await` for years writes it
 * by itself: the function then returns a promise, and the checks, which want the answer, can only
 * say things about it that help nobody.
 */
import { Wrong } from '../../lib/testing/index.ts';

/** What to tell the learner about such a function among an answer's exports; else `undefined`. */
export function asyncExport(answer: object, starter: object): Wrong | undefined {
  const expected = new Map(functionsOf(starter));
  const [name] =
    functionsOf(answer).find(([name, own]) => {
      const theirs = expected.get(name);
      return theirs !== undefined && isAsync(own) && !isAsync(theirs);
    }) ?? [];
  return name === undefined
    ? undefined
    : new Wrong(
        `${name}() is an async function, and the starter's is none: it returns a promise, where ` +
          'whoever calls it wants the answer itself. Nothing here needs an await: the calls of ' +
          'this library return when they are done.',
      );
}

/** The functions of a module, and the methods of its classes, by name. */
function functionsOf(module: object): [string, unknown][] {
  return Object.entries(module).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value !== 'function') return [];
    const methods = Object.entries(
      Object.getOwnPropertyDescriptors(value.prototype ?? {}),
    );
    return [
      [name, value],
      ...methods.map(([method, { value }]): [string, unknown] => [
        `${name}.${method}`,
        value,
      ]),
    ];
  });
}

/** Whether it was declared with the word; a promise may be returned without. */
function isAsync(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object AsyncFunction]';
}
