/**
 * A generator that leaves a part of its work to another: three tries, of which one is right.
 */
import { print, program } from 'would-block';

// #region ask
/** Asks a question until there is an answer, and returns it. */
function* ask(question: string): Generator<string, string, string | undefined> {
  let answer: string | undefined;
  while (!answer) answer = yield question;
  return answer;
}
// #endregion

// #region tries
function* called(): Generator<string, void, string> {
  const name = ask('Your name?');
  yield `Hello, ${name}.`;
}

function* looped(): Generator<string, void, string> {
  let name = '';
  for (const question of ask('Your name?')) name = yield question;
  yield `Hello, ${name}.`;
}

function* delegated(): Generator<string, void, string> {
  const name = yield* ask('Your name?');
  yield `Hello, ${name}.`;
}
// #endregion

// #region delegation
export function delegation(): void {
  for (const conversation of [called, looped, delegated]) {
    const generator = conversation();
    const said = [generator.next('').value];
    for (const answer of ['', 'Ada', 'Ada again']) {
      const { value, done } = generator.next(answer);
      if (done) break;
      said.push(value);
    }
    print(`${conversation.name}: ${said.join(' | ')}`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Lets one generator work for another: called, looped over, and with yield*.',
  settings: {},
  main: delegation,
});
// #endregion
