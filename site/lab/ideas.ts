/** What to try with the programs of the lab: a question each, and the settings that answer it. */

/** A question about a program. */
interface Idea {
  readonly question: string;
  /** As in the page's address: `client/lab/settings-text.ts`. */
  readonly settings: string;
}

const silentMachine: readonly Idea[] = [
  {
    question: 'A signal interrupts whoever sleeps: does the run notice?',
    settings: 'faults=interrupt',
  },
];

/** By the program that they are about. */
export const ideas: Readonly<Record<string, readonly Idea[]>> = {
  '03/client-partial': [
    {
      question: 'The buffer has 1 kB: how much does one send() take?',
      settings: 'buffer=1000',
    },
    { question: 'It has 20 MB: and now?', settings: 'buffer=20000000' },
    {
      question: 'A send() takes less than there is room for.',
      settings: 'faults=one-byte-send',
    },
  ],
  '03/client-slices': [
    {
      question: 'A larger buffer: how far does it get before send() says no?',
      settings: 'buffer=20000000',
    },
    {
      question: 'The other side reads as fast as bytes come: does that save it?',
      settings: 'appetite=Infinity',
    },
  ],
  '03/client-spin': [
    {
      question: 'The other side reads three times as fast: how often is it refused?',
      settings: 'appetite=1000000',
    },
    {
      question: 'The other side reads 50 MB a second: what does the waiting cost?',
      settings: 'appetite=50000',
    },
    { question: 'The other side is gone in the middle.', settings: 'faults=reset' },
  ],
  '03/answers': [
    {
      question: 'recv() gives one byte at a time: when is it over?',
      settings: 'faults=one-byte-recv',
    },
    {
      question: 'select() says readable, and it is not: what does recv() answer?',
      settings: 'faults=spurious-readiness',
    },
  ],
  '03/connecting': [
    {
      question: 'No descriptor is free: which call says so?',
      settings: 'faults=no-descriptors&seed=3',
    },
    {
      question: 'The network is slow: does connect() take longer?',
      settings: 'bandwidth=100',
    },
  ],
  '05/client': [
    {
      question: 'The other side reads 5 MB a second: how much of the time is it asleep?',
      settings: 'appetite=5000',
    },
    {
      question: 'A buffer of 20 MB: how many calls of select() are left?',
      settings: 'buffer=20000000',
    },
    {
      question: 'The network is the slow one, not the other side.',
      settings: 'bandwidth=5000&appetite=Infinity',
    },
  ],
  '05/readiness': [
    {
      question: 'A small buffer: how much of it must be free before it is writable?',
      settings: 'buffer=50000',
    },
    { question: 'The connection breaks before its time.', settings: 'faults=reset' },
  ],
  '05/echo-queue': [
    {
      question: 'The clients read 100 kB a second: how long does the queue get?',
      settings: 'appetite=100',
    },
    {
      question: 'They read at once: is a queue needed at all?',
      settings: 'appetite=Infinity',
    },
    {
      question: 'A client breaks off: do the others get their bytes?',
      settings: 'faults=reset',
    },
  ],
  '05/silence': silentMachine,
  '05/upper-lossy': [
    {
      question: 'A send() takes a part: where is the rest?',
      settings: 'faults=short-send',
    },
    {
      question: 'select() says readable, and it is not.',
      settings: 'faults=spurious-readiness',
    },
    {
      question:
        'Bytes come slowly: who closes the socket that is still to be written to?',
      settings: 'bandwidth=5000',
    },
  ],
  '05/upper': [
    {
      question: 'The bugs of upper-lossy are mended: does this one stand short sends?',
      settings: 'faults=short-send',
    },
    {
      question: 'And one byte for each call: how many calls is that?',
      settings: 'faults=one-byte-recv',
    },
  ],
  '07/main': [
    {
      question: 'The other sides read 100 kB a second: does the counter come late?',
      settings: 'appetite=100',
    },
    {
      question: 'One connection breaks: what becomes of the other tasks?',
      settings: 'faults=reset',
    },
    {
      question: 'Signals interrupt select(): how many more calls is that?',
      settings: 'faults=interrupt',
    },
  ],
  '07/by-hand': [
    {
      question: 'The buffer has 50 kB: how often does the task stop?',
      settings: 'buffer=50000',
    },
    { question: 'It has 20 MB: does it stop at all?', settings: 'buffer=20000000' },
  ],
  '07/awaited': silentMachine,
  '07/source-loop': [
    {
      question: 'The other sides read 5 MB a second: is the processor idle now?',
      settings: 'appetite=5000',
    },
    {
      question: 'Signals interrupt whoever sleeps: does this loop sleep?',
      settings: 'faults=interrupt',
    },
  ],
  '07/source-faults': silentMachine,
  '07/upper-blocking': [
    {
      question: 'A buffer of 1 kB: can a server that sleeps in send() get stuck?',
      settings: 'buffer=1000',
    },
    { question: 'Bytes come one by one.', settings: 'faults=one-byte-recv' },
  ],
  '07/upper': [
    {
      question: 'No descriptor is free: does it go on?',
      settings: 'faults=no-descriptors',
    },
    { question: 'A client breaks off: does the server?', settings: 'faults=reset' },
  ],
};
