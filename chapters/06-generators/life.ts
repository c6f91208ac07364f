/**
 * The life of a generator, drawn as it happens: on the left who calls it, on the right itself.
 */
import { print, program } from 'would-block';

// #region generator
function* twoSteps(): Generator<number, string, void> {
  right('begins');
  for (let step = 1; step <= 2; step += 1) {
    right(`is at yield, with ${step}`);
    yield step;
    right(`goes on; step is still ${step}`);
  }
  right('returns');
  return 'the end';
}
// #endregion

// #region life
export function life(): void {
  left('calls twoSteps()');
  const generator = twoSteps();
  left(`has ${generator}`);
  for (let call = 1; call <= 4; call += 1) {
    left('calls next()');
    const { value, done } = generator.next();
    left(`got ${value}, done: ${done}`);
  }
}
// #endregion

// #region columns
const width = 30;

function left(text: string): void {
  print(`${text.padEnd(width)}|`);
}

function right(text: string): void {
  print(`${' '.repeat(width)}|  ${text}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Draws who runs while a generator is made, resumed, and ended.',
  settings: {},
  main: life,
});
// #endregion
