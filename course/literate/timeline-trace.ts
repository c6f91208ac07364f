/**
 * The run behind a timeline, in a file beside its picture: `pictures/NAME.json`, from which the
 * site's player goes through the calls one by one.
 */
import { existsSync } from 'node:fs';
import type { MeasuredReplay } from './buffer-samples.ts';
import { digest, readText } from './timeline-sources.ts';

/** Where the run of a picture is kept. */
export function traceFileOf(picture: string): string {
  return picture.replace(/\.svg$/, '.json');
}

/** A run as JSON, a call a line, so that differences between recordings can be read. */
export function traceText(run: MeasuredReplay): string {
  const { durationMs, lanes, connections, calls, buffers } = run;
  const list = (values: readonly unknown[]) =>
    values.length === 0
      ? '[]'
      : `[\n${values.map((each) => JSON.stringify(each)).join(',\n')}\n]`;
  return (
    `{"durationMs":${durationMs},\n"lanes":${list(lanes)},\n` +
    `"connections":${list(connections)},\n"calls":${list(calls)}` +
    `${buffers === undefined ? '' : `,\n"buffers":${list(buffers)}`}}\n`
  );
}

/** Why a picture and the run beside it are not of one recording; undefined if they are. */
export function whyParted(picture: string, traceDigest: string | undefined) {
  const file = traceFileOf(picture);
  if (!existsSync(file)) return 'the run that it shows is not kept beside it';
  const isSame = digest(readText(file)) === traceDigest;
  return isSame ? undefined : 'the run beside it is not the one that it shows';
}
