/** A drawing as wide as the run is long, with a cursor at a time. */
import { svgElement } from './svg-element.ts';

/** How tall strips are, in their own units; a little more is shown above and below. */
export const STRIP_HEIGHT = 18;

/** Such a drawing. */
export class Strip {
  readonly element: SVGSVGElement;
  readonly #width: number;
  readonly #cursor = svgElement('line', {
    class: 'cursor',
    y1: -2,
    y2: STRIP_HEIGHT + 2,
  });

  /** `width`: how many units of the shapes the whole run is. */
  constructor(width: number, ...shapes: SVGElement[]) {
    this.#width = width;
    this.element = svgElement(
      'svg',
      {
        class: 'strip',
        viewBox: `0 -2 ${width} ${STRIP_HEIGHT + 4}`,
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      ...shapes,
      this.#cursor,
    );
  }

  /** Puts the cursor at a share of the run. */
  point(share: number): void {
    const x = String(share * this.#width);
    this.#cursor.setAttribute('x1', x);
    this.#cursor.setAttribute('x2', x);
  }
}
