import { describe, expect, it } from 'vitest';
import { html } from '../page/markup.ts';
import { refuseDeadEnds } from './dead-ends.ts';

const pages = ['chapters/01-one/', 'chapters/02-two/'].map((path) => ({
  path,
  main: html`<h2 id="run">Run</h2><figure id="listing-a"></figure>`,
  headings: [{ level: 2, id: 'run', text: html`Run` }],
}));

function refuse(target: string, address: string): void {
  const from = { file: 'chapters/01-one/README.md', line: 7, page: 'chapters/01-one/' };
  const files = new Set(['files/lib/a.ts.txt']);
  refuseDeadEnds([{ ...from, target, address }], pages, files);
}

describe('refuseDeadEnds()', () => {
  it('lets pass what leads to a page, to a place on one, or to a file', () => {
    refuse('#run', '#run');
    refuse('../02-two/README.md', '../02-two/');
    refuse('../02-two/README.md#listing-a', '../02-two/#listing-a');
    refuse('../../lib/a.ts', '../../files/lib/a.ts.txt');
  });

  it('tells the file and the line of a link to a page that does not exist', () => {
    expect(() => refuse('../03-three/README.md', '../03-three/')).toThrow(
      'chapters/01-one/README.md:7: the link “../03-three/README.md” leads to no page of the site; correct its path.',
    );
  });

  it('tells of an address with a wrong escape', () => {
    expect(() => refuse('%zz', '%zz')).toThrow('chapters/01-one/README.md:7: ');
  });

  it('tells of a place that is not there, and which it may be', () => {
    expect(() => refuse('../02-two/README.md#runs', '../02-two/#runs')).toThrow(
      'leads to no heading of that page; perhaps #run is meant.',
    );
    expect(() => refuse('#ran', '#ran')).toThrow('chapters/01-one/README.md:7: ');
  });
});
