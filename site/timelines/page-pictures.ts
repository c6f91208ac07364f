/**
 * The timelines and charts of a page: each drawing in the page's own colours, the same in words
 * below it and, of a timeline, the run to step through.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from '../../course/literate/timeline-sources.ts';
import { traceFileOf } from '../../course/literate/timeline-trace.ts';
import type { Replay } from '../../lib/trace/index.ts';
import { type PassageSource, renderPassage } from '../markdown/passage.ts';
import type { WovenBlock } from '../markdown/woven-blocks.ts';
import { type Html, html } from '../markup.ts';
import type { Output } from '../page.ts';
import type { Site } from '../site.ts';
import { inlinePicture } from './inline-picture.ts';
import { steppedTrace } from './stepped-trace.ts';

/** The pictures of a page. */
export interface PagePictures {
  /** What stands for a timeline or a chart. Throws `Fault` if its files are not there. */
  htmlOf(block: WovenBlock): Html;
  /** The runs that the page fetches: all of them once every block has been asked for. */
  readonly files: readonly Output[];
}

/** The pictures of the page that shows a README. */
export function pagePictures(site: Site, source: PassageSource): PagePictures {
  const files: Output[] = [];
  return {
    files,
    htmlOf(block) {
      const [name = ''] = block.words.split(/\s/);
      const file = join(site.root, dirname(source.file), 'pictures', `${name}.svg`);
      const { title, svg } = inlinePicture(file);
      const words = renderPassage(site, source, wordsOf(block.inner));
      if (block.kind === 'chart') return figure(block.kind, title, svg, words);
      const replay = JSON.parse(readFileSync(traceFileOf(file), 'utf8')) as Replay;
      const trace = JSON.stringify(steppedTrace(site, title, replay));
      const address = `${name}-${digest(trace)}.json`;
      files.push({ path: source.page + address, content: trace });
      return figure(block.kind, title, svg, words, address);
    },
  };
}

function figure(
  kind: string,
  title: string,
  svg: Html,
  words: Html,
  trace?: string,
): Html {
  return html`<figure class="picture ${kind}-picture wide">
<figcaption>${title}</figcaption>
<div class="drawing" tabindex="0" role="group" aria-label="${title}">${svg}</div>
${words}${
  trace !== undefined &&
  html`<div class="step-through"><button type="button" data-trace="${trace}" hidden>Step through the calls</button><span role="status"></span></div>`
}
</figure>`;
}

/** What the build wrote below a picture, without the picture. */
function wordsOf(inner: string): string {
  return inner.replace(/^!\[.*\]\(pictures\/.*\)$/m, '').trim();
}
