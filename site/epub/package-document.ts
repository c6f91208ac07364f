/** What an EPUB says of itself: its parts, their order, its contents. https://www.w3.org/TR/epub-33/ */
import { escapeHtml } from '../page/markup.ts';

/** A part of the book that is read. */
export interface BookPart {
  /** `01-blocking.xhtml`, in the folder of the book. */
  readonly file: string;
  readonly title: string;
  /** The parts that belong below it in the contents. */
  readonly below: readonly BookPart[];
}

/** What the book is called, and by whom. */
interface BookTitle {
  readonly title: string;
  readonly description: string;
  /** When it was last changed, in UTC and whole seconds: `2026-11-21T00:00:00Z`. */
  readonly modified: string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  xhtml: 'application/xhtml+xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  css: 'text/css',
};

/** The file that leads a reading system to the package. */
export const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** The package document: all files, and the order in which the parts are read. */
export function packageDocument(
  { title, description, modified }: BookTitle,
  files: readonly string[],
  parts: readonly BookPart[],
): string {
  const items = files.map((file) => {
    const type = MEDIA_TYPES[/[^.]+$/.exec(file)?.[0] ?? ''] ?? '';
    const properties = { 'nav.xhtml': 'nav', 'cover.png': 'cover-image' }[file];
    const told = properties === undefined ? '' : ` properties="${properties}"`;
    return `<item id="${idOf(file)}" href="${file}" media-type="${type}"${told}/>`;
  });
  const order = ['cover.xhtml', 'nav.xhtml', ...inOrder(parts).map(({ file }) => file)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:a969f515-cc2a-4e38-8d85-3d3042a98b66</dc:identifier>
<dc:title>${escapeHtml(title)}</dc:title>
<dc:language>en</dc:language>
<dc:creator>The authors of Would Block</dc:creator>
<dc:description>${escapeHtml(description)}</dc:description>
<dc:rights>CC BY 4.0</dc:rights>
<meta property="dcterms:modified">${modified}</meta>
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
${order.map((file) => `<itemref idref="${idOf(file)}"/>`).join('\n')}
</spine>
</package>
`;
}

/** A document of the book around what stands in its body. */
export function bookDocument(title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>${escapeHtml(title)}</title><link rel="stylesheet" href="book.css"/></head>
<body>
${body}</body>
</html>
`;
}

/** The contents of the book, which reading systems show too. */
export function navDocument(parts: readonly BookPart[]): string {
  return bookDocument(
    'Contents',
    `<nav epub:type="toc"><h1>Contents</h1>\n${navList(parts)}</nav>\n`,
  );
}

function navList(parts: readonly BookPart[]): string {
  const items = parts.map(({ file, title, below }) => {
    const nested = below.length > 0 ? `\n${navList(below)}` : '';
    return `<li><a href="${file}">${escapeHtml(title)}</a>${nested}</li>\n`;
  });
  return `<ol>\n${items.join('')}</ol>\n`;
}

function inOrder(parts: readonly BookPart[]): BookPart[] {
  return parts.flatMap((part) => [part, ...inOrder(part.below)]);
}

/** A name that XML accepts. */
function idOf(file: string): string {
  return `f-${file.replace(/[^\w-]/g, '-')}`;
}
