/** The site's icon: the mark on a dark square, which is seen on light tabs and on dark ones. */
import { markShapes } from './mark.ts';

/** The SVG of the icon, with its corners round or, for systems that cut them themselves, not. */
export function iconSvg(corner: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${corner}" fill="#14171b"/><g transform="translate(4 4) scale(.75)">${markShapes('#fcfbf8', '#ff8a5c')}</g></svg>`;
}
