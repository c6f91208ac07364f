/**
 * Quizzes: each option becomes a button. Who has chosen is told what the run said and why each
 * option is right or wrong; the choice is remembered on this device.
 */
import { element } from './browser/element.ts';
import { fetchOnce } from './browser/fetch-once.ts';
import { recall, remember } from './browser/memory.ts';
import type { QuizAnswer, QuizAnswers } from './quiz-answers.ts';

/** Makes the page's quizzes answer. */
export function startQuizzes(): void {
  for (const section of document.querySelectorAll<HTMLElement>('.quiz[data-quiz]')) {
    new Quiz(section);
  }
}

class Quiz {
  readonly #section: HTMLElement;
  readonly #options: readonly HTMLLIElement[];
  readonly #link: HTMLElement | null;
  readonly #result = element('div', { class: 'quiz-result', role: 'status' });
  /** The name of what is remembered. */
  readonly #memory: string;
  /** An option is chosen: its answer is shown, or on its way. */
  #isChosen = false;

  constructor(section: HTMLElement) {
    this.#section = section;
    this.#options = [...section.querySelectorAll<HTMLLIElement>('.quiz-options > li')];
    this.#link = section.querySelector<HTMLElement>('.quiz-link');
    const { quiz = '', version = '' } = section.dataset;
    this.#memory = `quiz:${quiz}:${version}`;
    for (const option of this.#options) this.#makeButton(option);
    section.append(this.#result);
    if (this.#link !== null) this.#link.hidden = true;
    const chosen = recall(this.#memory);
    if (chosen !== undefined) void this.#choose(chosen);
  }

  #makeButton(option: HTMLLIElement): void {
    const button = element(
      'button',
      { type: 'button', 'aria-pressed': 'false' },
      ...option.childNodes,
    );
    button.addEventListener('click', () => {
      if (!this.#isChosen) void this.#choose(option.dataset.letter ?? '');
    });
    option.append(button);
  }

  async #choose(letter: string): Promise<void> {
    this.#isChosen = true;
    const { quiz = '', answers: address = '' } = this.#section.dataset;
    let answer: QuizAnswer | undefined;
    try {
      answer = (await fetchOnce<QuizAnswers>(address))[quiz];
    } catch {
      // Told below.
    }
    if (answer === undefined) {
      this.#isChosen = false;
      this.#result.textContent =
        'The answer could not be fetched. Choose again to retry.';
      if (this.#link !== null) this.#link.hidden = false;
      return;
    }
    remember(this.#memory, letter);
    this.#show(letter, answer);
  }

  #show(chosen: string, answer: QuizAnswer): void {
    if (this.#link !== null) this.#link.hidden = true;
    for (const option of this.#options) {
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
    this.#result.replaceChildren(verdict(chosen, answer), this.#againButton());
  }

  #againButton(): HTMLButtonElement {
    const button = element(
      'button',
      { type: 'button', class: 'quiz-again' },
      'Ask me again',
    );
    button.addEventListener('click', () => {
      this.#forget();
      this.#options[0]?.querySelector('button')?.focus();
    });
    return button;
  }

  #forget(): void {
    this.#isChosen = false;
    remember(this.#memory, undefined);
    this.#result.replaceChildren();
    for (const option of this.#options) {
      option.classList.remove('is-right', 'is-wrong', 'is-chosen');
      option.querySelector('.quiz-why')?.remove();
      const button = option.querySelector('button');
      button?.setAttribute('aria-pressed', 'false');
      button?.removeAttribute('aria-disabled');
    }
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
