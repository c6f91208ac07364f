/** The button that opens the player, and the run that it fetches. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../../course/literate/problem.ts';
import { digest } from '../../course/literate/timeline-sources.ts';
import { traceFileOf } from '../../course/literate/timeline-trace.ts';
import type { Replay } from '../../lib/trace/index.ts';
import { packTrace } from '../client/stepper/packed-trace.ts';
import { type Html, html } from '../markup.ts';
import type { Output } from '../page.ts';
import type { Site } from '../site.ts';
import { inlinePicture } from './inline-picture.ts';
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
  site: Site,
  readme: string,
  name: string,
  page: string,
): RunToStep {
  const picture = pictureFile(site, readme, name);
  const trace = steppedTrace(site, inlinePicture(picture).title, readReplay(picture));
  const content = JSON.stringify(packTrace(trace));
  const address = `${name}-${digest(content)}.json`;
  return {
    button: html`<div class="step-through"><button type="button" data-trace="${address}" hidden>Step through the calls</button><span role="status"></span></div>`,
    file: { path: page + address, content },
  };
}

/** Where a picture of a README lies. */
export function pictureFile(site: Site, readme: string, name: string): string {
  return join(site.root, dirname(readme), 'pictures', `${name}.svg`);
}

function readReplay(picture: string): Replay {
  const file = traceFileOf(picture);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Replay;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    throw new Fault(`no recorded run can be read from ${file}; run \`npm run refresh\`.`);
  }
}
