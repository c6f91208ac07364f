/** Fenced code: which kind of block a fence is shown as. */
import { readPurpose } from '../../course/literate/fence-purpose.ts';
import { labLink } from '../lab/link.ts';
import { differenceHtml, listingHtml, plainHtml } from '../listings/listing.ts';
import type { FenceInText } from '../listings/shown-parts.ts';
import { transcriptHtml } from '../listings/transcript.ts';
import type { Html } from '../page/markup.ts';
import type { ProseContext } from './prose-context.ts';

/** The HTML of a fence: a listing, a difference, a transcript or other code. Throws `Fault`. */
export function fenceHtml(
  context: ProseContext,
  fence: FenceInText,
  content: string,
): Html {
  const purpose = readPurpose(fence.info);
  if (purpose.kind === 'listing') return listingHtml(context.listings, fence);
  if (purpose.kind === 'difference')
    return differenceHtml(context.listings, fence, purpose.from);
  if (purpose.kind === 'transcript') {
    return transcriptHtml(content, purpose, (command) =>
      labLink(context.chapters, fence.page, command),
    );
  }
  return plainHtml(
    context.listings.highlight,
    content,
    /^\S*/.exec(fence.info)?.[0] ?? '',
  );
}
