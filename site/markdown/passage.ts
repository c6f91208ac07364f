/** A passage of a text, rendered by itself: an option of a quiz, a hint. */
import { Fault } from '../../course/literate/problem.ts';
import { type Html, trusted } from '../markup.ts';
import type { Site } from '../site.ts';
import { type ProseRequest, renderProse } from './prose.ts';

/** The text that a passage comes from. */
export type PassageSource = Omit<ProseRequest, 'weave'>;

/** The HTML of a passage; a single paragraph comes bare. Throws `SiteFault` with the text's line. */
export function renderPassage(site: Site, source: PassageSource, passage: string): Html {
  const [firstLine = ''] = passage.split('\n');
  const before = source.text.slice(0, Math.max(0, source.text.indexOf(firstLine)));
  // Empty lines in front, so that a fault is told with the line that the passage has in its text.
  const text = before.replace(/[^\n]+/g, '') + passage;
  const weave = () => {
    throw new Fault('a quiz or a picture has no place here; move it into the text.');
  };
  const { html } = renderProse(site, { ...source, text, weave, isPassage: true });
  const [, only] = /^<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/.exec(html.text) ?? [];
  return only === undefined ? html : trusted(only);
}
