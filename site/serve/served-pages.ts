/**
 * What the development server answers: the files of the latest build, held in memory, and in every
 * page the script that keeps it up to date.
 */
import { extname } from 'node:path';
import { contentTypes } from '../hosting/content-types.ts';
import { decoded } from '../page/addresses.ts';
import { hashOf } from '../page/hashed-name.ts';
import { escapeHtml } from '../page/markup.ts';
import type { Output } from '../page/page.ts';

/** An answer to a request. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly content: string | Uint8Array;
  /** Where to go instead. */
  readonly location?: string;
}

const HTML = contentTypes['.html'] ?? '';

/** The files of a site, by what they are asked for. */
export class ServedPages {
  readonly #files = new Map<string, string | Uint8Array>();

  /** Takes over what a build has changed. */
  update(changed: readonly Output[], removed: readonly string[]): void {
    for (const path of removed) this.#files.delete(path);
    for (const { path, content } of changed) this.#files.set(path, content);
  }

  /** The answer to a request for a path such as `/chapters/01-blocking/`. */
  answer(pathname: string): Answer {
    const path = decoded(pathname).slice(1);
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const content = this.#files.get(file);
    if (content !== undefined) {
      const type = contentTypes[extname(file)] ?? 'application/octet-stream';
      if (typeof content === 'string' && type === HTML) {
        return { status: 200, type, content: withScript(content) };
      }
      return { status: 200, type, content };
    }
    if (this.#files.has(`${path}/index.html`)) {
      return { status: 302, type: HTML, content: '', location: `${pathname}/` };
    }
    const missing = this.#files.get('404.html');
    if (typeof missing === 'string') {
      return { status: 404, type: HTML, content: withScript(missing) };
    }
    return plainPage(404, 'There is no such page', `The site has nothing at ${pathname}`);
  }

  /** What tells one state of a page from another, or the page that stands for a missing one. */
  version(pathname: string): string {
    const { content } = this.answer(pathname);
    return typeof content === 'string' ? versionOf(content) : '';
  }
}

/** A page with a title and a text, which is replaced as soon as there is something better. */
export function plainPage(status: number, title: string, text: string): Answer {
  const content = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body><h1>${escapeHtml(title)}</h1><pre>${escapeHtml(text)}</pre></body>
</html>
`;
  return { status, type: HTML, content: withScript(content) };
}

/** Where the server keeps what is its own. */
export const OWN = '/.serve/';

function withScript(content: string): string {
  const own = `<link rel="stylesheet" href="${OWN}reload.css">
<script type="module" src="${OWN}reload.js" data-version="${hashOf(content)}"></script>`;
  return content.replace('</head>', `${own}\n</head>`);
}

function versionOf(content: string): string {
  return (
    /data-version="(\w+)"/.exec(content.slice(0, content.indexOf('</head>')))?.[1] ?? ''
  );
}
