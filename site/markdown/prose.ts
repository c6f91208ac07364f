/**
 * The course's Markdown as the site shows it: markdown-it, with rules for fences, links, headings
 * and the blocks that the build weaves. What is wrong is told with the file and its line.
 */
import type { Env, MarkdownIt } from 'markdown-it';
import { Fault } from '../../course/literate/problem.ts';
import { inPlace } from '../faults/site-fault.ts';
import { type Html, trusted } from '../page/markup.ts';
import type { Heading } from '../page/page.ts';
import { headings } from '../reading/headings.ts';
import { refuseUnclosed, type WovenBlock, wovenBlocks } from '../reading/woven-blocks.ts';
import { courseMarkdown } from './course-markdown.ts';
import { fenceHtml } from './fences.ts';
import { keptTogether } from './kept-together.ts';
import { siteAddress } from './links.ts';
import { nameLinks } from './name-links.ts';
import type { ProseContext } from './prose-context.ts';
import { termLinks } from './term-links.ts';

/** A text of the repository and the page that shows it. */
export interface ProseRequest {
  /** The file, relative to the repository's root. */
  readonly file: string;
  readonly text: string;
  /** The path of the page in the site. */
  readonly page: string;
  /** What stands for a quiz or a picture; a text that is given nothing for them may have none. */
  readonly weave?: (block: WovenBlock) => Html;
  /** It is a passage that stands by itself: terms and names in it lead nowhere. */
  readonly isPassage?: true;
}

/** A text, rendered. */
interface Prose {
  readonly html: Html;
  readonly headings: readonly Heading[];
}

/** What a text gathers while it is rendered, and what the rules need to know. */
interface Environment extends Env {
  readonly request: ProseRequest;
  headings: Heading[];
}

/** Renders a text. Throws `SiteFault`. */
export function renderProse(context: ProseContext, request: ProseRequest): Prose {
  const environment: Environment = { request, headings: [] };
  const text = rendererFor(context).render(request.text, environment);
  return { html: trusted(text), headings: environment.headings };
}

const renderers = new WeakMap<ProseContext, MarkdownIt>();

function rendererFor(context: ProseContext): MarkdownIt {
  let renderer = renderers.get(context);
  if (renderer === undefined) {
    renderer = createRenderer(context);
    renderers.set(context, renderer);
  }
  return renderer;
}

function createRenderer(context: ProseContext): MarkdownIt {
  const markdown = courseMarkdown().use(wovenBlocks).use(headings);
  const { rules } = markdown.renderer;
  rules.fence = (tokens, index, _options, environment) => {
    const token = tokens[index];
    const { request } = environment as unknown as Environment;
    const { file: text, page } = request;
    const info = token?.info.trim() ?? '';
    const fence = { text, page, info, line: (token?.map?.[0] ?? 0) + 1 };
    return inPlace(
      placeIn(request, token?.map?.[0]),
      () => fenceHtml(context, fence, token?.content ?? '').text,
    );
  };
  rules.woven = (tokens, index, _options, environment) => {
    const { request } = environment as unknown as Environment;
    const block = tokens[index]?.meta as unknown as WovenBlock;
    const { weave = refuse } = request;
    return inPlace({ file: request.file, line: block.line }, () => {
      refuseUnclosed(block);
      return weave(block).text;
    });
  };
  markdown.core.ruler.push('site-links', (state) => {
    const { request } = state.env as unknown as Environment;
    // A cell of a table knows no line; its row does.
    let blockLine = 0;
    for (const block of state.tokens) {
      blockLine = block.map?.[0] ?? blockLine;
      let line = blockLine;
      for (const token of block.children ?? []) {
        if (token.type.endsWith('break')) line += 1;
        for (const name of ['href', 'src']) {
          const target = token.attrGet(name);
          if (target !== null)
            token.attrSet(name, addressIn(context, request, line, String(target)));
        }
      }
    }
  });
  markdown.use(nameLinks, context).use(termLinks, context).use(keptTogether);
  return markdown;
}

/** Where a link in a text leads, noted so that somebody can look whether it leads anywhere. */
function addressIn(
  context: ProseContext,
  request: ProseRequest,
  line: number,
  target: string,
): string {
  const place = placeIn(request, line);
  const address = inPlace(place, () => siteAddress(context, request, target));
  const isOfSite = !/^[a-z][a-z+.-]*:/i.test(address);
  if (isOfSite) context.textLinks.push({ ...place, target, page: request.page, address });
  return address;
}

function refuse({ kind }: WovenBlock): never {
  throw new Fault(`there is no place for a ${kind} here; move it into a chapter.`);
}

/** A line of a text, by its index as markdown-it has it. */
function placeIn({ file }: ProseRequest, line = 0): { file: string; line: number } {
  return { file, line: line + 1 };
}
