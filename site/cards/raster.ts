/** Pixels from an SVG, with the course's own typefaces and none of the machine's. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { sfntOf } from './woff.ts';

const FONTS = [
  '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
  '@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff',
  '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
] as const;

/** Turns SVGs of a width in pixels into PNGs. */
export function rasterize(
  pictures: readonly { readonly svg: string; readonly width: number }[],
): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-fonts-'));
  try {
    const fontFiles = FONTS.map((name) => unpack(name, folder));
    return pictures.map(({ svg, width }) =>
      new Resvg(svg, {
        fitTo: { mode: 'width', value: width },
        font: { loadSystemFonts: false, fontFiles },
      })
        .render()
        .asPng(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It reads typefaces from files alone, and only unpacked ones. */
function unpack(name: string, folder: string): string {
  const woff = readFileSync(createRequire(import.meta.url).resolve(name));
  const file = join(folder, basename(name, '.woff'));
  writeFileSync(`${file}.ttf`, sfntOf(woff));
  return `${file}.ttf`;
}
