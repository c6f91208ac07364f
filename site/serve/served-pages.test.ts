import { describe, expect, it } from 'vitest';
import { ServedPages } from './served-pages.ts';

const page = (words: string) =>
  `<!doctype html><html><head><title>A</title></head><body>${words}</body></html>`;

function pages(): ServedPages {
  const served = new ServedPages();
  served.update(
    [
      { path: 'index.html', content: page('home') },
      { path: 'chapters/01-blocking/index.html', content: page('one') },
      { path: 'assets/site-1.css', content: new Uint8Array([1]) },
    ],
    [],
  );
  return served;
}

describe('ServedPages', () => {
  it('answers a folder with its page, and adds the script that keeps it up to date', () => {
    const { status, type, content } = pages().answer('/chapters/01-blocking/');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(content).toContain('one');
    expect(content).toContain('<script type="module" src="/.serve/reload.js"');
    expect(pages().answer('/').status).toBe(200);
  });

  it('leaves other files as they are', () => {
    expect(pages().answer('/assets/site-1.css')).toEqual({
      status: 200,
      type: 'text/css; charset=utf-8',
      content: new Uint8Array([1]),
    });
  });

  it('leads from a folder without a slash to the one with it, and says what there is not', () => {
    expect(pages().answer('/chapters/01-blocking')).toMatchObject({
      status: 302,
      location: '/chapters/01-blocking/',
    });
    expect(pages().answer('/../package.json').status).toBe(404);
    expect(pages().answer('/%').status).toBe(404);
  });

  it('tells by its version whether a page has changed', () => {
    const served = pages();
    const before = served.version('/chapters/01-blocking/');
    expect(before).not.toBe('');
    served.update([{ path: 'index.html', content: page('other') }], []);
    expect(served.version('/chapters/01-blocking/')).toBe(before);
    served.update([{ path: 'chapters/01-blocking/index.html', content: page('1') }], []);
    expect(served.version('/chapters/01-blocking/')).not.toBe(before);
    const now = served.version('/chapters/01-blocking/');
    served.update([], ['chapters/01-blocking/index.html']);
    expect(served.version('/chapters/01-blocking/')).not.toBe(now);
  });

  it('knows the version of the page that stands for a missing one, as that page does', () => {
    const served = pages();
    served.update([{ path: '404.html', content: page('none') }], []);
    const { status, content } = served.answer('/nowhere/');
    expect(status).toBe(404);
    expect(content).toContain(`data-version="${served.version('/nowhere/')}"`);
  });
});
