/**
 * The screen as lines of text: a pure function of what the watch knows and of the terminal's
 * size. Above stands how the answer fares, below what the keys do, between them the page. What
 * does not fit there can be scrolled to, and a line says so.
 */
import { colours } from '../colours.ts';
import {
  difficultyLegend,
  exerciseLines,
  heading,
  legend,
  shortName,
} from '../contents.ts';
import { colourOf } from '../exercises/difference.ts';
import { LOADING } from '../exercises/report.ts';
import { hasPassed } from '../progress.ts';
import { cutToWidth, displayWidth } from '../text/display-width.ts';
import { breakParagraphs } from '../text/paragraphs.ts';
import { printable } from '../text/printable.ts';
import { breakCode, proseWidth, wrap } from '../text/wrap.ts';
import { chiefKeys, keys } from './keys.ts';
import { resultPage } from './result-page.ts';
import { exercisesOf, type Run, type TextPart, type WatchState } from './state.ts';

/** The size of a terminal, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A screen: as many lines as there are rows, and none longer than the columns. */
export interface Screen {
  readonly lines: readonly string[];
  /** How far the page is scrolled: `state.scroll`, or as far as it goes. */
  readonly scroll: number;
  /** How many lines of the page are seen at once, where it has more. */
  readonly pageRows: number;
}

/** Draws it. */
export function drawScreen(state: WatchState, { columns, rows }: Size): Screen {
  const isLow = rows < 12;
  const header = [titleLine(state, columns), secondLine(state, columns)];
  const message = state.question ?? state.notice;
  const footer = [...messageLines(message, columns, isLow), keysLine(columns)];
  const gap = isLow ? [] : [''];
  const around = header.length + gap.length + footer.length;
  const room = Math.max(1, rows - around);
  const page = pageOf(state, columns);
  const seen = visible(page, room, state.scroll);
  const padding = Array.from({ length: room - seen.lines.length }, () => '');
  const lines = [...header, ...gap, ...seen.lines, ...padding, ...footer];
  return {
    // Of a very low terminal the last rows are left out, and the keys with them.
    lines: lines.slice(0, rows).map((line) => cutToWidth(line, columns)),
    scroll: seen.scroll,
    pageRows: room - 1,
  };
}

/** A question or a notice; else an empty line, where there is room for one. */
function messageLines(
  message: string | undefined,
  columns: number,
  isLow: boolean,
): string[] {
  if (message === undefined) return isLow ? [] : [''];
  return wrap(printable(message), proseWidth(columns)).map(colours.bold);
}

/** A page: its lines, and the one that must be seen if there is such a one. */
interface PageLines {
  readonly lines: readonly string[];
  readonly focus?: number;
  /** The command that prints all of it. */
  readonly printedBy?: string;
}

function pageOf(state: WatchState, columns: number): PageLines {
  const { page } = state;
  switch (page.kind) {
    case 'result':
      return {
        lines: resultPage(state, columns),
        printedBy: `npx course check ${shortName(state.exercise)}`,
      };
    case 'list':
      return listPage(state, page.selected);
    case 'text': {
      const lines = page.parts.flatMap((part) => partLines(part, columns));
      return { lines: [colours.bold(page.title), '', ...lines] };
    }
  }
}

/** A part of a page, broken and coloured. */
function partLines({ style, lines }: TextPart, columns: number): string[] {
  const text = lines.map(printable);
  switch (style) {
    case 'prose':
      return breakParagraphs(text, proseWidth(columns));
    case 'code':
      return text.flatMap((line) => breakCode(line, columns));
    case 'difference':
      return text.flatMap((line) => brokenDifference(line, columns).map(colourOf(line)));
  }
}

/** A line of a difference: its first column says what the line is, and so do those that it goes on in. */
function brokenDifference(line: string, columns: number): string[] {
  const isHeading = /^(---|\+\+\+|@@) /.test(line);
  return isHeading
    ? breakCode(line, columns)
    : breakCode(line.slice(1), columns, line.slice(0, 1));
}

/** All exercises, each under its chapter; an arrow stands before the selected one. */
function listPage({ chapters, progress }: WatchState, selected: string): PageLines {
  const lines = [
    'Up and Down choose, Enter goes there, Esc leads back.',
    legend,
    difficultyLegend,
    '',
  ];
  let focus = 0;
  for (const chapter of chapters) {
    if (chapter.exercises.length === 0) continue;
    lines.push(colours.bold(heading(chapter)));
    for (const [index, line] of exerciseLines(chapter, progress).entries()) {
      const isSelected = chapter.exercises[index]?.id === selected;
      if (isSelected) focus = lines.length;
      lines.push(isSelected ? colours.bold(`>${line.slice(1)}`) : line);
    }
  }
  return { lines, focus };
}

/** What is seen of a page, with a line at its end that says so if that is not all. */
function visible(
  { lines, focus, printedBy }: PageLines,
  room: number,
  wanted: number,
): { lines: string[]; scroll: number } {
  if (lines.length <= room) return { lines: [...lines], scroll: 0 };
  const shown = Math.max(1, room - 1);
  const furthest = lines.length - shown;
  const start = focus === undefined ? wanted : focus - Math.floor(shown / 2);
  const scroll = Math.max(0, Math.min(start, furthest));
  const place = `lines ${scroll + 1} to ${scroll + shown} of ${lines.length}`;
  const all = printedBy === undefined ? '' : ` All: ${printedBy}`;
  const how = focus === undefined ? 'Space and arrows scroll' : 'Up and Down choose';
  const more = `-- ${place}, ${how}.${all} --`;
  return { lines: [...lines.slice(scroll, scroll + shown), more], scroll };
}

function titleLine(state: WatchState, columns: number): string {
  const { exercise, progress } = state;
  const all = exercisesOf(state);
  const place = all.findIndex(({ id }) => id === exercise.id) + 1;
  const passed = !hasPassed(progress, exercise)
    ? 'not passed yet'
    : hasFailed(state.run)
      ? 'passed before'
      : 'passed';
  const title = `${shortName(exercise)} · ${exercise.title}`;
  const where = `exercise ${place} of ${all.length}, ${passed}`;
  const between = columns - displayWidth(title) - displayWidth(where);
  if (between < 2) return colours.bold(title);
  return `${colours.bold(title)}${' '.repeat(between)}${where}`;
}

/** Whether the answer, or while it is being checked the one before it, does not pass. */
function hasFailed(run: Run): boolean {
  switch (run.kind) {
    case 'trouble':
      return true;
    case 'running':
      return (
        run.results.some(({ outcome }) => outcome !== 'passed') ||
        (run.before !== undefined && hasFailed(run.before))
      );
    case 'finished':
      return !run.report.passed;
  }
}

/** How the answer fares and, where there is room, where the site is or what keeps it from being built. */
function secondLine({ run, site }: WatchState, columns: number): string {
  const status = statusLine(run);
  const [fault] = (site?.fault ?? '').split('\n');
  const about = fault ? colours.red(`site: ${printable(fault)}`) : site?.address;
  const room = columns - displayWidth(status) - 2;
  if (about === undefined || room < 10) return status;
  const shown = cutToWidth(about, room);
  return `${status}${' '.repeat(room + 2 - displayWidth(shown))}${shown}`;
}

/** How the answer fares, in a line. */
export function statusLine(run: Run): string {
  switch (run.kind) {
    case 'trouble':
      return colours.red('✗ Not checked.');
    case 'running': {
      const failed = run.results.filter(({ outcome }) => outcome !== 'passed').length;
      const done = run.results.length;
      if (done === 0) return '… Checking.';
      return `… Checking: ${done} done, ${failed} of them failed.`;
    }
    case 'finished': {
      const { report, at, seconds } = run;
      const when = `Checked at ${at} in ${seconds.toFixed(1)} s.`;
      const { checks } = report;
      if (checks[0]?.name === LOADING) {
        return `${colours.red('✗ The checks were not run.')} ${when}`;
      }
      if (report.passed) {
        return `${colours.green(`✓ All ${checks.length} checks passed.`)} ${when}`;
      }
      const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
      const score = `✗ ${passed} of ${checks.length} checks passed.`;
      return `${colours.red(score)} ${when}`;
    }
  }
}

/** As many keys as there is room for, the chief ones first. */
function keysLine(columns: number): string {
  const choices = [
    keys,
    keys.filter(({ action }) => chiefKeys.includes(action)),
    keys.filter(({ action }) => action === 'keys' || action === 'quit'),
  ].map((some) => some.map(({ key, label }) => `${key} ${label}`).join('  '));
  return choices.find((line) => line.length <= columns) ?? '';
}
