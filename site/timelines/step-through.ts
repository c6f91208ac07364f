/** The button that opens the player, and the run that it fetches. */
import { dirname, join } from 'node:path';
import { packTrace } from '../client/stepper/packed-trace.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { addressFrom } from '../page/addresses.ts';
import { hashedFile } from '../page/hashed-name.ts';
import { type Html, html } from '../page/markup.ts';
import type { Output } from '../page/page.ts';
import { inlinePicture } from './inline-picture.ts';
import { readRun } from './read-run.ts';
import { steppedTrace } from './stepped-trace.ts';

/** What a page needs to let its reader step through a run. */
interface RunToStep {
  /** The button; without script there is none. */
  readonly button: Html;
  /** To be among the page's files. */
  readonly file: Output;
}

/** The run of the timeline called `name` in a README. Throws `Fault` if its files are not there. */
export function runToStep(
  { root, listings }: Pick<ProseContext, 'root' | 'listings'>,
  readme: string,
  name: string,
  page: string,
): RunToStep {
  const picture = pictureFile(root, readme, name);
  const trace = steppedTrace(
    { root, highlight: listings.highlight },
    inlinePicture(picture).title,
    readRun(picture),
  );
  const file = hashedFile(page + name, 'json', JSON.stringify(packTrace(trace)));
  const address = addressFrom(page, file.path);
  return {
    button: html`<div class="step-through"><button type="button" data-trace="${address}" hidden>Step through the calls</button><span role="status"></span></div>`,
    file,
  };
}

/** Where a picture of a README lies. */
export function pictureFile(root: string, readme: string, name: string): string {
  return join(root, dirname(readme), 'pictures', `${name}.svg`);
}
