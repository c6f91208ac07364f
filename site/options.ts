/** What can be asked of `npm run site`. */
import { parseArgs } from 'node:util';
import { readPort } from '../course/port.ts';
import { UsageError } from '../course/usage-error.ts';

const USAGE = 'npm run site, or npm run site -- --serve [--port PORT]';

/** The options of a command line. */
interface SiteOptions {
  /** Whether to serve the site instead of writing it. */
  readonly serve: boolean;
  readonly port: number | undefined;
}

/** Reads them. Throws UsageError for what none of them is. */
export function readOptions(typed: readonly string[]): SiteOptions {
  const { serve = false, port } = parse(typed);
  if (port !== undefined && !serve) {
    throw new UsageError(`--port is for --serve. Use: ${USAGE}`);
  }
  return { serve, port: port === undefined ? undefined : readPort(port) };
}

function parse(typed: readonly string[]): { serve?: boolean; port?: string } {
  try {
    const options = { serve: { type: 'boolean' }, port: { type: 'string' } } as const;
    return parseArgs({ args: [...typed], options }).values;
  } catch (error) {
    const [what] = (error as Error).message.split(/\.(?:\s|$)/);
    throw new UsageError(`${what}. Use: ${USAGE}`);
  }
}
