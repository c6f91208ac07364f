import { afterEach, expect, it, vi } from 'vitest';
import { tellMissing } from './missing.ts';

/** A place on the page with something in it, and how often it was given something else. */
function placeWith(content: object) {
  const place = {
    childNodes: [] as object[],
    replaced: 0,
    put(node: object) {
      for (const before of place.childNodes) Object.assign(before, { parentNode: null });
      Object.assign(node, { parentNode: place });
      place.childNodes = [node];
    },
    replaceChildren(node: object) {
      place.replaced += 1;
      place.put(node);
    },
  };
  place.put(content);
  return place;
}

/** Tells it of a site whose answer comes when it is let to. */
function tell(place: ReturnType<typeof placeWith>) {
  let answer = () => {};
  const answered = new Promise((resolve) => {
    answer = () => resolve({ ok: true });
  });
  vi.stubGlobal('location', { pathname: '/' });
  vi.stubGlobal('fetch', () => answered);
  const made = { setAttribute() {}, append() {}, addEventListener() {} };
  vi.stubGlobal('document', { createElement: () => ({ ...made }) });
  const told = tellMissing(place as unknown as HTMLElement, 'The lab', () => {});
  return { answer, told };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('tells what could not be fetched once it knows whether the site answers', async () => {
  const place = placeWith({});
  const { answer, told } = tell(place);
  expect(place.replaced).toBe(0);
  answer();
  await told;
  expect(place.replaced).toBe(1);
});

it('leaves alone what was opened in its place while it asked the site', async () => {
  const place = placeWith({});
  const { answer, told } = tell(place);
  place.put({});
  answer();
  await told;
  expect(place.replaced).toBe(0);
});
