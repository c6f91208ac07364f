/** The site's colours for pictures of pixels, which know neither style sheet nor system. */
import { readFileSync } from 'node:fs';
import { Fault } from '../../course/literate/problem.ts';

const FILE = 'site/theme/palette.css';
const STYLE_SHEET = new URL('../theme/palette.css', import.meta.url);

/** Tells the light colours by their names: `ink`, `in-call`. That throws `Fault` for a name that none has. */
export function lightPalette(): (name: string) => string {
  const style = readFileSync(STYLE_SHEET, 'utf8');
  const found = style.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]+), #[0-9a-f]+\);/g);
  const colours = new Map([...found].map(([, name = '', light = '']) => [name, light]));
  return (name) => {
    const colour = colours.get(name);
    if (colour !== undefined) return colour;
    throw new Fault(`${FILE} has no colour --${name}; the cards are drawn in it.`);
  };
}
