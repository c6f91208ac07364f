/**
 * `npm run site:book`: has epubcheck look at the book in site/dist, and fails for an error or a
 * warning. Where epubcheck is not installed, it says so and checks nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../course/catalogue.ts';
import { MISUSED } from '../../lib/program/exit-codes.ts';
import { BOOK_PATH } from './book-path.ts';

/** Where Debian's package puts it. */
const JAR = '/usr/share/java/epubcheck.jar';
const book = join(root, 'site', 'dist', BOOK_PATH);

if (!existsSync(book)) {
  process.stderr.write('There is no book in site/dist yet. Run: npm run site\n');
  process.exitCode = MISUSED;
} else if (existsSync(JAR)) {
  const options = ['-jar', JAR, '--failonwarnings', book];
  process.exitCode = spawnSync('java', options, { stdio: 'inherit' }).status ?? MISUSED;
} else {
  process.stdout.write(
    'epubcheck is not installed, so nobody has looked at the book: apt-get install epubcheck\n',
  );
}
