/** What went wrong in a build, for whoever has to mend it. */
import { Fault } from '../../course/literate/problem.ts';
import { UsageError } from '../../course/usage-error.ts';
import { SiteFault } from './site-fault.ts';

/** A message of esbuild. */
interface BundleMessage {
  readonly text: string;
  readonly location: { file: string; line: number; column: number } | null;
}

/** The fault with its file and line; the stack of what nobody foresaw. */
export function faultText(error: unknown): string {
  const isForeseen = [SiteFault, UsageError, Fault].some((kind) => error instanceof kind);
  if (isForeseen) return (error as Error).message;
  const messages = (error as { errors?: readonly BundleMessage[] }).errors;
  if (Array.isArray(messages) && messages.length > 0) {
    return messages.map(describeMessage).join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function describeMessage({ text, location }: BundleMessage): string {
  if (location === null) return text;
  return `${location.file}:${location.line}: ${text}`;
}
