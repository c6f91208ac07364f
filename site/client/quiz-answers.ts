/** The answers of a page's quizzes, as the file beside the page holds them. */

/** The answer to a question. */
export interface QuizAnswer {
  /** The letter of the option that holds. */
  readonly right: string;
  /** The command whose run showed it. */
  readonly command: string;
  /** Why each option is right or wrong, as HTML, by its letter. */
  readonly whys: Readonly<Record<string, string>>;
}

/** By the ids of the questions. */
export type QuizAnswers = Readonly<Record<string, QuizAnswer>>;
