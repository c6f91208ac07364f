/**
 * Quizzes: each option becomes a button, and the choice is remembered on this device. The answer, and
 * what shows it, are fetched for whoever has chosen.
 */
import { element } from './browser/element.ts';
import { fetchOnce } from './browser/fetch-once.ts';
import { recall, remember } from './browser/memory.ts';
import type { QuizAnswers } from './quiz-answers.ts';

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
    try {
      const [{ showResult }, { [quiz]: answer }] = await Promise.all([
        import('./quiz-result.ts'),
        fetchOnce<QuizAnswers>(address),
      ]);
      if (answer === undefined) throw new Error(`${address} has no answer to ${quiz}`);
      remember(this.#memory, letter);
      showResult(this.#options, this.#result, {
        chosen: letter,
        answer,
        askAgain: () => {
          this.#isChosen = false;
          remember(this.#memory, undefined);
        },
      });
      if (this.#link !== null) this.#link.hidden = true;
    } catch (error) {
      console.warn(error);
      this.#isChosen = false;
      this.#result.textContent =
        'The answer could not be fetched. Choose again to retry.';
      if (this.#link !== null) this.#link.hidden = false;
    }
  }
}
