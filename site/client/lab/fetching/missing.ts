/**
 * What the reader is told where a file of the lab could not be fetched, and how to go on: without a
 * network one tries again; if the site answers, its files have other names by now, and the page is
 * loaded again.
 */
import { element } from '../../browser/element.ts';

/** How long, in ms, the lab waits for a file of which nothing comes. */
export const PATIENCE_MS = 30_000;
const ANSWER_MS = 5_000;

/** A file that could not be fetched. Its message says what that file is. */
export class MissingError extends Error {
  override readonly name = 'MissingError';
}

/**
 * Says in `place` that something could not be fetched, and gives a button for what helps: `again`, or a
 * new page. Says nothing where something else is shown by the time that this is known.
 */
export async function tellMissing(
  place: HTMLElement,
  what: string,
  again: () => void,
): Promise<void> {
  const before = [...place.childNodes];
  const answers = await siteAnswers();
  const isSame =
    place.childNodes.length === before.length &&
    before.every((node) => node.parentNode === place);
  if (!isSame) return;
  const [why, label, act] = answers
    ? ([
        'though the site answers: it may have been published anew since you opened this page.',
        'Reload the page',
        () => location.reload(),
      ] as const)
    : (['and the site does not answer.', 'Try again', again] as const);
  tellTrouble(place, `${what} could not be fetched, ${why}`, label, act);
}

/** Says in `place` what is wrong, with a button for what helps. */
export function tellTrouble(
  place: HTMLElement,
  text: string,
  label: string,
  act: () => void,
): void {
  const button = element('button', { type: 'button' }, label);
  button.addEventListener('click', act);
  const told = element('p', { class: 'lab-trouble', role: 'alert' }, `${text} `, button);
  place.replaceChildren(told);
}

/** What a promise brings. Throws MissingError if it brings nothing, or nothing in time. */
export async function fetched<Content>(
  what: string,
  promise: Promise<Content>,
): Promise<Content> {
  let tooLate: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    tooLate = setTimeout(reject, PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (error) {
    throw new MissingError(what, { cause: error });
  } finally {
    clearTimeout(tooLate);
  }
}

async function siteAnswers(): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const asked = fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal });
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}
