/**
 * What a page of the site may do, as a Content-Security-Policy: load what lies beside it, and
 * nothing else. It stands in every page, and the development server says the same in a header.
 */
import { createHash } from 'node:crypto';

// A script may compile WebAssembly, because the search's index is read by some; it still has to
// come from the site. Pictures in data: are those within the style sheet.
const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/**
 * The policy of a page, as a header or a `<meta>` has it. A script within the page, of which this is
 * the text or a part, may run because it is known by its hash.
 */
export function securityPolicyFor(page: string): string {
  const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)];
  const hashes = scripts.map(([, script = '']) => {
    const hash = createHash('sha256').update(script).digest('base64');
    return ` 'sha256-${hash}'`;
  });
  return Object.entries(DIRECTIVES)
    .map(([directive, sources]) => {
      const more = directive === 'script-src' ? hashes.join('') : '';
      return `${directive} ${sources}${more}`;
    })
    .join('; ');
}
