/** Files that tell a host how to publish the site; a host that does not know them passes over them. */
import type { Output } from '../page/page.ts';

// Netlify, Cloudflare and others read it. Pages carry their policy themselves, but who may frame them
// is only taken from a header. What lies in these folders has its contents in its name.
const NAMED_BY_CONTENTS = [
  'assets',
  'pagefind/fragment',
  'pagefind/index',
  'pagefind/filter',
];

const HEADERS = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'none'
${NAMED_BY_CONTENTS.map(
  (folder) => `/${folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n`,
).join('')}`;

/** The files. */
export const hostFiles: readonly Output[] = [
  { path: '_headers', content: HEADERS },
  // GitHub would otherwise leave out what begins with an underscore.
  { path: '.nojekyll', content: '' },
];
