import { describe, expect, it } from 'vitest';
import { addressFrom, pageFor } from './addresses.ts';

describe('addressFrom()', () => {
  it('leads from page to page without naming the host or the path above the site', () => {
    expect(addressFrom('chapters/01-blocking/', 'chapters/05-select/')).toBe(
      '../05-select/',
    );
    expect(addressFrom('chapters/01-blocking/', '')).toBe('../../');
    expect(addressFrom('', 'chapters/01-blocking/')).toBe('chapters/01-blocking/');
    expect(addressFrom('', '')).toBe('./');
  });

  it('leads to a file, and to an anchor of the same page or another', () => {
    expect(addressFrom('glossary/', 'assets/site-1.css')).toBe('../assets/site-1.css');
    expect(addressFrom('glossary/', 'glossary/#spin')).toBe('#spin');
    expect(addressFrom('', 'glossary/#spin')).toBe('glossary/#spin');
  });
});

describe('pageFor()', () => {
  it('knows the page of a README, and that most files have none', () => {
    expect(pageFor('chapters/01-blocking/README.md')).toBe('chapters/01-blocking/');
    expect(pageFor('README.md')).toBe('');
    expect(pageFor('chapters/01-blocking/server.ts')).toBeUndefined();
  });
});
