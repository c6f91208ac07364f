/**
 * What a page of the site may do, as a Content-Security-Policy: load what lies beside it, and
 * nothing else. It stands in every page, and the development server says the same in a header.
 */

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

/** The policy, as a header or a `<meta>` has it. */
export const securityPolicy: string = Object.entries(DIRECTIVES)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
