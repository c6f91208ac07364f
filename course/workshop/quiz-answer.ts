/**
 * A quiz as an instructor asks it aloud: the question and its options, and the answer that the
 * program's run has given. All of it stands in the chapter's README, where the build has put it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter } from '../catalogue.ts';

/** A question to ask aloud. */
export interface AskedQuestion {
  /** The question and its options, as Markdown. */
  readonly question: string;
  /** `C` */
  readonly letter: string;
  /** Why that is right. */
  readonly why: string;
}

/** The question of that id. @throws {Error} if the README has none, or none with an answer. */
export function askedQuestion({ folder, id }: Chapter, question: string): AskedQuestion {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, block = ''] = readme.split(`<!-- quiz ${question} -->`);
  const [asked = '', answer = ''] = (block.split('<!-- /quiz -->')[0] ?? '').split(
    '<details>',
  );
  const [, letter = ''] = /^\*\*([A-Z])\*\*, as/m.exec(answer) ?? [];
  const [, why = ''] =
    new RegExp(`^- \\*\\*${letter}\\.\\*\\* (.*)$`, 'm').exec(answer) ?? [];
  if (asked.trim() === '' || letter === '' || why === '') {
    throw new Error(
      `chapters/${id}/README.md has no quiz ${question} with an answer. Run npm run refresh.`,
    );
  }
  return { question: asked.trim(), letter, why };
}
