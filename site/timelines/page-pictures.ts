/**
 * The timelines and charts of a page: each drawing in the page's own colours, the same in words
 * below it and, of a timeline, the run to step through.
 */
import { type Passage, type PassageSource, renderBlocks } from '../markdown/passage.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { type Html, html } from '../page/markup.ts';
import type { Output } from '../page/page.ts';
import type { WovenBlock } from '../reading/woven-blocks.ts';
import { inlinePicture } from './inline-picture.ts';
import { pictureFile, runToStep } from './step-through.ts';

/** The pictures of a page. */
interface PagePictures {
  /** What stands for a timeline or a chart. Throws `Fault` if its files are not there. */
  htmlOf(block: WovenBlock): Html;
  /** The runs that the page fetches: all of them once every block has been asked for. */
  readonly files: readonly Output[];
}

/** The pictures of the page that shows a README. */
export function pagePictures(context: ProseContext, source: PassageSource): PagePictures {
  const files: Output[] = [];
  return {
    files,
    htmlOf(block) {
      const [name = ''] = block.words.split(/\s/);
      const { title, svg } = inlinePicture(pictureFile(context.root, source.file, name));
      const words = renderBlocks(context, source, wordsOf(block));
      let button: Html | undefined;
      if (block.kind === 'timeline') {
        const run = runToStep(context, source.file, name, source.page);
        files.push(run.file);
        button = run.button;
      }
      return html`<figure class="picture wide">
<figcaption>${title}</figcaption>
<div class="drawing" tabindex="0" role="group" aria-label="${title}">${svg}</div>
${words}${button}
</figure>`;
    },
  };
}

/** What the build wrote below a picture, without the picture. */
function wordsOf({ inner, innerLine }: WovenBlock): Passage {
  const text = inner.replace(/^!\[.*\]\(pictures\/.*\)$/m, '');
  return { text, line: innerLine };
}
