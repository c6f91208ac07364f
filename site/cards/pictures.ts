/** The site's pictures for others: its icon, and a card for each chapter and for the rest. */
import { isAppendix } from '../../course/appendix.ts';
import type { Chapter } from '../../course/catalogue.ts';
import { type Cache, fingerprint } from '../cache/cache.ts';
import { readCoverRun } from '../cover/recorded-run.ts';
import { hashedName } from '../page/hashed-name.ts';
import type { Output } from '../page/page.ts';
import { CARD_WIDTH, type CardText, cardSvg } from './card.ts';
import { iconSvg } from './icon.ts';

/** Where they lie in the site, and the files themselves. */
export interface Pictures {
  readonly icon: string;
  readonly touchIcon: string;
  /** The card of a page, by the page's path; undefined where nobody could be told of it. */
  cardOf(path: string): string | undefined;
  readonly outputs: readonly Output[];
}

/** An icon of pixels, for systems that want one. */
const TOUCH_ICON_WIDTH = 180;

interface Raster {
  readonly path: string;
  readonly svg: string;
  readonly width: number;
}

/** Makes the pictures. Cards are only made if the site has an address: none can be named without. */
export async function makePictures(
  root: string,
  cache: Cache,
  chapters: readonly Chapter[],
  address: string | undefined,
): Promise<Pictures> {
  const icon = iconSvg(6);
  const iconPath = hashedName('assets/icon', 'svg', icon);
  const touch = raster('icon', iconSvg(0), TOUCH_ICON_WIDTH);
  const cards =
    address === undefined ? new Map<string, Raster>() : allCards(root, chapters);
  const outputs = await render(cache, [touch, ...cards.values()]);
  return {
    icon: iconPath,
    touchIcon: touch.path,
    cardOf: (path) => {
      const chapter = /^chapters\/([^/]+)\//.exec(path)?.[1] ?? '';
      return (cards.get(chapter) ?? cards.get(''))?.path;
    },
    outputs: [{ path: iconPath, content: icon }, ...outputs],
  };
}

/** A card for each chapter, by its id, and one for all other pages. */
function allCards(root: string, chapters: readonly Chapter[]): Map<string, Raster> {
  const run = readCoverRun(root);
  const texts = new Map<string, CardText>([
    [
      '',
      {
        kicker: 'A course in TypeScript',
        title: 'Would Block',
        question: 'Non-blocking I/O from the system call up',
      },
    ],
  ]);
  for (const { id, number, title, question } of chapters) {
    const kind = isAppendix(number) ? 'Appendix' : 'Chapter';
    texts.set(id, { kicker: `${kind} ${number}`, title, question });
  }
  return new Map(
    [...texts].map(([id, text]) => [
      id,
      raster(`card-${id === '' ? 'would-block' : id}`, cardSvg(text, run), CARD_WIDTH),
    ]),
  );
}

function raster(name: string, svg: string, width: number): Raster {
  return { path: hashedName(`assets/${name}`, 'png', svg), svg, width };
}

async function render(cache: Cache, pictures: readonly Raster[]): Promise<Output[]> {
  const print = fingerprint(pictures.map(({ svg }) => svg));
  const encoded = await cache.recall('pictures', print, async () => {
    const { rasterize } = await import('./raster.ts');
    return rasterize(pictures).map((png) => Buffer.from(png).toString('base64'));
  });
  return pictures.map(({ path }, index) => ({
    path,
    content: Buffer.from(encoded[index] ?? '', 'base64'),
  }));
}
