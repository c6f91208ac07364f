/** What came of a quiz: what the run said, and why each option is right or wrong. */
import { element } from './browser/element.ts';
import type { QuizAnswer } from './quiz-answers.ts';

/** What was chosen of a quiz, and what to do when it is to be asked anew. */
interface Choice {
  readonly chosen: string;
  readonly answer: QuizAnswer;
  askAgain(): void;
}

/** Shows it at the options of a quiz, and in the place for its result. */
export function showResult(
  options: readonly HTMLLIElement[],
  place: HTMLElement,
  { chosen, answer, askAgain }: Choice,
): void {
  for (const option of options) {
    const { letter = '' } = option.dataset;
    option.classList.add(letter === answer.right ? 'is-right' : 'is-wrong');
    option.classList.toggle('is-chosen', letter === chosen);
    const button = option.querySelector('button');
    button?.setAttribute('aria-pressed', String(letter === chosen));
    button?.setAttribute('aria-disabled', 'true');
    const why = element('div', { class: 'quiz-why' });
    why.innerHTML = answer.whys[letter] ?? '';
    option.append(why);
  }
  const again = element(
    'button',
    { type: 'button', class: 'quiz-again' },
    'Ask me again',
  );
  again.addEventListener('click', () => {
    askAgain();
    clear(options, place);
    options[0]?.querySelector('button')?.focus();
  });
  place.replaceChildren(verdict(chosen, answer), again);
}

function clear(options: readonly HTMLLIElement[], place: HTMLElement): void {
  place.replaceChildren();
  for (const option of options) {
    option.classList.remove('is-right', 'is-wrong', 'is-chosen');
    option.querySelector('.quiz-why')?.remove();
    const button = option.querySelector('button');
    button?.setAttribute('aria-pressed', 'false');
    button?.removeAttribute('aria-disabled');
  }
}

/** What came of the choice, in a sentence. */
function verdict(chosen: string, { right, command }: QuizAnswer): HTMLElement {
  const isRight = chosen === right;
  const said = isRight
    ? `${right} it is, as `
    : `You said ${chosen}. It is ${right}, as `;
  return element('p', {}, said, element('code', {}, command), ' shows.');
}
