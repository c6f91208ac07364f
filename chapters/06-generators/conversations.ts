/**
 * Two conversations at a time, each written as one function from its first line to its last.
 * The lines come in an order that neither of them knows.
 */
import { print, program } from 'would-block';

// #region order
/** Takes an order: yields what to say, and is sent what the other side says. */
function* order(): Generator<string, void, string> {
  let what = yield 'Tea or coffee?';
  while (what !== 'tea' && what !== 'coffee')
    what = yield `No ${what} here. Tea or coffee?`;
  const milk = what === 'coffee' && (yield 'Milk?') === 'yes';
  const name = yield 'Your name?';
  yield `One ${what}${milk ? ' with milk' : ''} for ${name}.`;
}
// #endregion

// #region conversations
export function conversations(): void {
  const guests = new Map([
    ['a', order()],
    ['b', order()],
  ]);
  for (const [guest, conversation] of guests) {
    print(`to ${guest}: ${conversation.next('').value}`);
  }
  for (const [guest, line] of heard) {
    print(`from ${guest}: ${line}`);
    print(`to ${guest}: ${guests.get(guest)?.next(line).value}`);
  }
}

/** What the guests say, in the order in which it arrives. */
const heard = [
  ['a', 'coffee'],
  ['b', 'beer'],
  ['b', 'tea'],
  ['a', 'yes'],
  ['b', 'Bob'],
  ['a', 'Ada'],
] as const;
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Has two conversations at a time, with a generator for each.',
  settings: {},
  main: conversations,
});
// #endregion
