/** Tells when a file that the site is made of has changed. */
import { join, relative } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

const SOURCES = [
  'chapters',
  'exercises',
  'solutions',
  'lib',
  'course',
  'site',
  'pictures',
  'README.md',
  'CONTRIBUTING.md',
  'TEACHING.md',
  'package.json',
];

/** Within this time an editor has written all that it writes for one save. */
const SETTLED_AFTER_MS = 20;

/** Watches the repository at `root`; several changes at once are told as one. */
export function watchSources(
  root: string,
  onChange: (files: readonly string[]) => void,
): FSWatcher {
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(
    SOURCES.map((path) => join(root, path)),
    {
      ignoreInitial: true,
      ignored: (path) => isIrrelevant(relative(root, path)),
      usePolling: !['', '0', undefined].includes(process.env.COURSE_POLL),
    },
  );
  watcher.on('all', (_event, path) => {
    changed.add(relative(root, path));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...changed];
      changed = new Set();
      onChange(files);
    }, SETTLED_AFTER_MS);
  });
  return watcher;
}

/** Whether a file has no part in the site: what is made from it, tests, the reader's answers. */
export function isIrrelevant(path: string): boolean {
  return /^site\/(dist|checks|serve)(\/|$)|\.test\.ts$|(^|\/)(answer\.ts|node_modules|\.\w[^/]*|[^/]*~)$/.test(
    path,
  );
}
