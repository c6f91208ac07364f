/**
 * The commands that a transcript may show. Only those of the course are run: a README must
 * not make the check run anything else, and no shell is needed.
 */
import { Fault } from './problem.ts';

// A word of a command: what a shell would hand on as it is, quoted or not.
const WORD = /\s+((?:'[^']*'|"[^"$`\\]*"|[\w\-=./:,@%+]+)+)/gy;

/** The course's arguments in a shell command; throws a `Fault` for any other command. */
export function courseArguments(command: string): string[] {
  const start = /^npm start(?=\s|$)(?:\s+--(?=\s|$))?/.exec(command);
  const run = /^(?:npx course(?=\s|$)|npm run -s course --(?=\s|$))/.exec(command);
  const head = (start ?? run)?.[0];
  if (head === undefined) {
    throw new Fault(
      `\`${command}\` is no command of the course; a \`console\` fence runs \`npx course …\`, ` +
        '`npm start` and `npm run -s course -- …`; put other commands in a `sh` fence.',
    );
  }
  const words = start ? ['start'] : [];
  let end = head.length;
  for (const match of command.slice(end).matchAll(WORD)) {
    words.push((match[1] ?? '').replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
    end += match[0].length;
  }
  if (command.slice(end).trim() !== '') {
    throw new Fault(
      `\`${command}\` needs a shell from \`${command.slice(end).trim()}\` on; ` +
        'transcripts run without one: leave it out, or quote it.',
    );
  }
  return words;
}
