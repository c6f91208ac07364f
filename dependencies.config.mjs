/**
 * Which folder may import which: the architecture, as rules that `npm run arrows` checks.
 *
 * Arrows go one way: chapters, exercises and solutions → lib; site → course → lib. Inside the library
 * loop → selectors → net → sys, and beside them sim, trace and program. Tests may look wherever
 * they must, except where a rule says otherwise.
 */

const tests = '\\.(test|fixture)\\.ts$';

/** Forbids a folder of the library to import any other of its folders than these. */
function layer(folder, below, comment) {
  const allowed = [folder, ...below].join('|');
  return {
    name: `lib-${folder}-imports`,
    comment,
    severity: 'error',
    from: { path: `^lib/${folder}/`, pathNot: tests },
    to: { path: '^lib/', pathNot: `^lib/(${allowed})/` },
  };
}

/** Forbids a file of `own` (a pattern with one group) everything of ours but the library's doors. */
function onlyTheLibrary(name, own, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: own },
    to: {
      path: '^(lib|chapters|exercises|solutions|course|site|bench)/',
      pathNot: [
        '^lib/index\\.ts$',
        '^lib/(sim|testing|testing/parity|threads|trace)/index\\.ts$',
        '^$1/',
      ],
    },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file in two places, or cut wrongly.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'site-folders-one-way',
      comment: 'Of two folders of the generator, one knows the other, or neither does.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^site/' },
      to: { circular: true },
    },
    {
      name: 'site-rooms-below',
      comment:
        'What a folder shares with the folder around it lies in a folder below both.',
      severity: 'error',
      from: { path: '^(site|site/.+)/[^/]+/[^/]+$' },
      to: { path: '^$1/[^/]+$' },
    },
    {
      name: 'no-lost-imports',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'lib-stands-alone',
      comment:
        'The library is for everyone: it knows nothing of the course made with it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(chapters|exercises|solutions|course|site|bench)/' },
    },
    onlyTheLibrary(
      'chapters-import-only-the-library',
      '^(chapters/[^/]+)/',
      'A chapter is read by itself: its programs import would-block and their own folder.',
    ),
    onlyTheLibrary(
      'exercises-import-only-the-library',
      '^((?:exercises|solutions)/[^/]+/[^/]+)/',
      'An exercise is done by itself: it imports would-block and its own folder.',
    ),
    {
      name: 'readers-code-needs-no-package',
      comment:
        'What a reader reads or writes rests on would-block and Node, on nothing else.',
      severity: 'error',
      from: { path: '^(chapters|exercises|solutions)/', pathNot: tests },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
      },
    },
    layer('sys', [], 'The door to the system is the ground: it stands on nothing.'),
    layer('net', ['sys'], 'Sockets are system calls with a friendly face.'),
    layer('selectors', ['net', 'sys'], 'Selectors wait for sockets.'),
    layer(
      'sim',
      ['sys'],
      'A simulated kernel is a kernel: it knows only that interface.',
    ),
    layer('loop', ['selectors', 'net', 'sys'], 'The loop waits through selectors.'),
    layer('trace', ['sys'], 'A recorder is a kernel that passes calls on to another.'),
    layer('typescript', [], 'What runs before the first file of TypeScript needs none.'),
    layer('threads', [], 'A thread is started, and what it does is its own affair.'),
    layer(
      'program',
      ['net', 'sys', 'sim', 'trace'],
      'A program starts on the kernel that the reader asked for, and knows no loop.',
    ),
    {
      name: 'only-native-calls-c',
      comment:
        'A browser has no C to call. The doctor alone also asks whether koffi loads.',
      severity: 'error',
      from: { pathNot: ['^lib/sys/native[^/]*\\.ts$', '^course/doctor/kernel\\.ts$'] },
      to: { path: 'node_modules/koffi/' },
    },
    {
      name: 'browser-code-needs-no-node',
      comment: 'The same files run in the browser, on the simulated kernel.',
      severity: 'error',
      from: {
        path: '^lib/(sys|net|selectors|sim|loop|trace)/',
        pathNot: ['^lib/sys/native[^/]*\\.ts$', tests],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-needs-the-site',
      comment: 'The site shows the course; the course works without it.',
      severity: 'error',
      from: { path: '^(lib|chapters|exercises|solutions|course|bench)/' },
      to: { path: '^site/' },
    },
    {
      name: 'site-client-stands-alone',
      comment:
        'What runs in the browser does not find the generator there. What it fetches it describes itself.',
      severity: 'error',
      from: { path: '^site/client/', pathNot: tests },
      to: { path: '^site/(?!client/|theme/)' },
    },
    {
      name: 'site-client-needs-no-node',
      comment: 'Nor does it find Node there.',
      severity: 'error',
      from: { path: '^site/client/', pathNot: tests },
      to: { path: '^course/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-way-to-the-kernel',
      comment: 'Only current.ts decides which kernel it is: nobody else imports #kernel.',
      severity: 'error',
      from: { pathNot: '^lib/sys/current\\.ts$' },
      to: { path: '^lib/sys/', dependencyTypes: ['aliased-subpath-import'] },
    },
    {
      name: 'no-way-around-kernel',
      comment: 'The real kernel is imported as #kernel, so that a browser gets another.',
      severity: 'error',
      from: { pathNot: ['^lib/sys/(current|native[^/]*)\\.ts$', tests] },
      to: { path: '^lib/sys/native[^/]*\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A learner's work in progress is nobody's business.
    exclude: { path: '(^|/)answer\\.ts$' },
    // An import of types alone is an arrow too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
