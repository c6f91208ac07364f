import { expect, it, onTestFinished, vi } from 'vitest';
import { startSearch } from './search.ts';

vi.mock('../theme/search.css', () => ({ default: 'search.css' }));
vi.mock('./search/not-fetched.ts', () => ({ showNotFetched() {}, hideNotFetched() {} }));
// It never comes.
vi.mock('./browser/fetch-style.ts', () => ({ fetchStyle: () => new Promise(() => {}) }));
vi.mock('./search/dialog.ts', () => ({ openSearch() {} }));

class Place {
  readonly isContentEditable = false;
  readonly #isField: boolean;

  constructor(isField: boolean) {
    this.#isField = isField;
  }

  matches(): boolean {
    return this.#isField;
  }
}

/** A page with the search; answers what says whether a key that is pressed there was taken. */
function pageWithSearch(): (key: string, target: Place) => boolean {
  let hear = (_event: object) => {};
  vi.stubGlobal('HTMLElement', Place);
  vi.stubGlobal('document', {
    querySelector: () => ({ addEventListener() {} }),
    addEventListener: (_name: string, listener: typeof hear) => {
      hear = listener;
    },
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  startSearch();
  return (key, target) => {
    let isTaken = false;
    const preventDefault = () => {
      isTaken = true;
    };
    hear({ key, preventDefault, composedPath: () => [target] });
    return isTaken;
  };
}

it('keeps what is typed while the dialog is on its way, but not what is typed into a field', () => {
  const press = pageWithSearch();
  const [page, field] = [new Place(false), new Place(true)];
  expect(press('a', page)).toBe(false);
  expect(press('/', field)).toBe(false);
  expect(press('/', page)).toBe(true);
  expect(press('a', page)).toBe(true);
  expect(press('a', field)).toBe(false);
});
