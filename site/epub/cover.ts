/** The book's cover: the title, and the recorded run down the page. */

import { markShapes } from '../cards/mark.ts';
import { rowSvg } from '../cover/cover.ts';
import type { RecordedRun } from '../cover/recorded-run.ts';

/** In pixels. */
export const COVER_WIDTH = 1200;
const HEIGHT = 1800;
const SIDE = 110;
const ROW = 170;

const FILLS = {
  running: '#6ea0ff',
  calling: '#4a7bd0',
  asleep: '#8590a3',
  refused: '#ff8a5c',
} as const;

/** The SVG of the cover. */
export function coverSvg({ programs }: RecordedRun): string {
  const rows = programs.map((program, index) => {
    const row = rowSvg(program, COVER_WIDTH - SIDE, (doing) => FILLS[doing]);
    return `<g transform="translate(${SIDE} ${1060 + index * ROW}) scale(1 2.2)">${row}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COVER_WIDTH} ${HEIGHT}">
<rect width="${COVER_WIDTH}" height="${HEIGHT}" fill="#14171b"/>
<g transform="translate(${SIDE - 12} 150) scale(4)">${markShapes('#e8e6e1', '#ff8a5c')}</g>
<g font-family="Source Serif 4 SemiBold" font-size="210" letter-spacing="-5" fill="#e8e6e1"><text x="${SIDE - 8}" y="560">Would</text><text x="${SIDE - 8}" y="760">Block</text></g>
<g font-family="Source Serif 4" font-style="italic" font-size="58" fill="#a9a69e"><text x="${SIDE}" y="880">Non-blocking I/O from the system</text><text x="${SIDE}" y="952">call up, in TypeScript</text></g>
${rows.join('\n')}
</svg>`;
}
