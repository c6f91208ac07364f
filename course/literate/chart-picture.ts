/**
 * Draws a chart, and says the same in words and in a table.
 */
import * as Plot from '@observablehq/plot';
import { ChartDocument, escapeXml, innerXml } from './chart-document.ts';
import type { ChartRequest } from './chart-marker.ts';
import type { ChartPoint } from './chart-points.ts';

/** A picture, and the Markdown that shows it and says the same in words. */
export interface Chart {
  readonly svg: string;
  readonly markdown: string;
}

const WIDTH = 760;
const HEIGHT = 320;

const colours = {
  paper: ['#ffffff', '#14181f'],
  ink: ['#1d2433', '#e6e9ef'],
  'series-1': ['#1f5fc4', '#6ea0ff'],
  'series-2': ['#c2410c', '#ff8a5c'],
  'series-3': ['#0f766e', '#2dd4bf'],
  'series-4': ['#7e22ce', '#c89bff'],
  'series-5': ['#586174', '#a3adbd'],
} as const;

/** Draws what is asked for. */
export function drawChart(request: ChartRequest, points: readonly ChartPoint[]): Chart {
  const words = describe(request, points);
  const alternative = `${request.title}. ${words}`.replace(/[[\]\\]/g, '\\$&');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" font-size="12" ` +
    `font-family="ui-sans-serif,system-ui,sans-serif" text-anchor="middle" ` +
    `fill="currentColor" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
    `<title>${escapeXml(request.title)}</title><desc>${escapeXml(words)}</desc>` +
    `<style>${style()}</style><rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>` +
    `${plot(request, points)}</svg>\n`;
  const markdown = [
    `![${alternative}](pictures/${request.name}.svg)`,
    '<details><summary>The same as a table</summary>',
    table(request, points).join('\n'),
    '</details>',
  ];
  return { svg, markdown: `\n\n${markdown.join('\n\n')}\n\n` };
}

/** The inside of the picture, as Plot draws it. */
function plot(request: ChartRequest, points: readonly ChartPoint[]): string {
  const names = seriesOf(points);
  const isSeveral = names.length > 1;
  const type = request.isLogarithmic ? 'log' : 'linear';
  const isBars = request.as === 'bars';
  const at = { x: 'x', y: 'y' } as const;
  const marks = isBars
    ? [
        Plot.barY(points, {
          ...(isSeveral ? { fx: 'x', x: 'series' } : { x: 'x' }),
          ...(request.isLogarithmic ? { y1: lowest(points), y2: 'y' } : { y: 'y' }),
          fill: 'series',
          insetLeft: 2,
          insetRight: 2,
        }),
        Plot.text(points, {
          ...(isSeveral ? { fx: 'x', x: 'series', y: 'y' } : at),
          text: ({ y }: ChartPoint) => String(y),
          dy: -9,
        }),
      ]
    : [
        Plot.lineY(points, { ...at, stroke: 'series', strokeWidth: 2 }),
        Plot.dot(points, { ...at, fill: 'series', r: 3.5 }),
      ];
  const labels = {
    label: shown(request.x),
    labelAnchor: 'center',
    labelArrow: 'none',
  } as const;
  const domain = [...new Set(points.map(({ x }) => x))];
  const drawn = Plot.plot({
    document: new ChartDocument() as never,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 60,
    marginRight: 20,
    marginTop: 50,
    marginBottom: 44,
    ...(isBars && isSeveral
      ? {
          fx: { ...labels, domain, axis: 'bottom' },
          x: { axis: null, domain: names },
        }
      : { x: { ...labels, type: isBars ? 'band' : 'point', domain } }),
    y: {
      type,
      grid: true,
      label: shown(request.y),
      labelArrow: 'none',
      ...(request.isLogarithmic ? { ticks: 5, tickFormat: '~f' } : { zero: true }),
    },
    color: {
      domain: names,
      range: names.map((_, index) => `var(--series-${(index % 5) + 1})`),
    },
    marks,
  });
  const key = isSeveral ? keyOf(names) : '';
  return innerXml(drawn as never) + key;
}

function keyOf(names: readonly string[]): string {
  let x = WIDTH - 20;
  return names
    .map((name, index) => ({ name, fill: `var(--series-${(index % 5) + 1})` }))
    .toReversed()
    .map(({ name, fill }) => {
      x -= name.length * 7 + 24;
      return (
        `<rect x="${x}" y="8" width="10" height="10" fill="${fill}"/>` +
        `<text x="${x + 15}" y="17" text-anchor="start">${escapeXml(name)}</text>`
      );
    })
    .join('');
}

/** Where bars on a logarithmic scale begin: it has no zero. */
function lowest(points: readonly ChartPoint[]): number {
  return 10 ** Math.floor(Math.log10(Math.min(...points.map(({ y }) => y))));
}

function describe({ x, y }: ChartRequest, points: readonly ChartPoint[]): string {
  const sentences = seriesOf(points).map((name) => {
    const values = points
      .filter(({ series }) => series === name)
      .map((point) => `${point.y} at ${point.x}`);
    return `${name === '' ? '' : `${name}: `}${values.join(', ')}.`;
  });
  return `${shown(y)} by ${shown(x)}. ${sentences.join(' ')}`;
}

function table({ x, y }: ChartRequest, points: readonly ChartPoint[]): string[] {
  const names = seriesOf(points);
  const heads = names.map((name) => (name === '' ? shown(y) : `${name}, ${shown(y)}`));
  const rows = [...new Set(points.map((point) => point.x))].map((place) => {
    const cells = names.map((name) => {
      const point = points.find((each) => each.x === place && each.series === name);
      return point === undefined ? '' : String(point.y);
    });
    return `| ${[place, ...cells].join(' | ')} |`;
  });
  return [
    `| ${[shown(x), ...heads].join(' | ')} |`,
    `| ${['--:', ...heads.map(() => '--:')].join(' | ')} |`,
    ...rows,
  ];
}

function seriesOf(points: readonly ChartPoint[]): string[] {
  return [...new Set(points.map(({ series }) => series))];
}

function shown(name: string): string {
  return name.replaceAll('_', ' ');
}

/** Colours as variables, light and dark; a page can set its own, `--chart-ink`. */
function style(): string {
  const variables = (theme: 0 | 1) =>
    Object.entries(colours)
      .map(([name, values]) => `--${name}:var(--chart-${name},${values[theme]})`)
      .join(';');
  return (
    `.chart{${variables(0)};color:var(--ink);--plot-background:var(--paper);max-width:100%;height:auto}` +
    `@media (prefers-color-scheme:dark){.chart{${variables(1)}}}` +
    '.chart .paper{fill:var(--paper)}'
  );
}
