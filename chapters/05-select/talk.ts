/**
 * A client that talks and hardly listens: it sends numbered lines, reads only when it can send no
 * more, and in the end checks every byte that came back.
 */
import {
  count,
  flag,
  portNumber,
  print,
  program,
  SHUT_WR,
  Socket,
  SystemError,
  select,
} from 'would-block';

// #region talk
interface TalkSettings {
  port: number;
  lines: number;
  oneByOne: boolean;
  echo: boolean;
}

export function talk({ port, lines, oneByOne, echo }: TalkSettings): void {
  const said = numbered('line', lines);
  const heard: Uint8Array[] = [];
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  try {
    if (oneByOne) converse(socket, said, heard);
    else speak(socket, said, heard);
    socket.shutdown(SHUT_WR);
    while (hear(socket, heard));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    print(`the server broke off: ${error.message}`);
  }
  socket.close();
  report(Buffer.concat(heard), echo ? said : numbered('LINE', lines));
}
// #endregion

// #region speak
function speak(socket: Socket, said: Uint8Array, heard: Uint8Array[]): void {
  socket.setBlocking(false);
  for (let rest = said; rest.length > 0; ) {
    const [, writable] = select([], [socket], [], 100);
    if (writable.length > 0) rest = rest.subarray(socket.send(rest));
    else while (isReadable(socket) && hear(socket, heard));
  }
  socket.setBlocking(true);
}

function isReadable(socket: Socket): boolean {
  const [readable] = select([socket], [], [], 0);
  return readable.length > 0;
}

/** One recv(). Answers whether there may be more. */
function hear(socket: Socket, heard: Uint8Array[]): boolean {
  const data = socket.recv(65_536);
  heard.push(data);
  return data.length > 0;
}
// #endregion

// #region converse
/** One line, and its reply, and the next line. */
function converse(socket: Socket, said: Uint8Array, heard: Uint8Array[]): void {
  for (let start = 0; start < said.length; start += LINE_BYTES) {
    socket.sendAll(said.subarray(start, start + LINE_BYTES));
    let missing = LINE_BYTES;
    while (missing > 0 && hear(socket, heard)) missing -= heard.at(-1)?.length ?? 0;
  }
}
// #endregion

// #region report
const LINE_BYTES = 16;

function numbered(word: string, lines: number): Buffer {
  const bytes = Buffer.alloc(lines * LINE_BYTES);
  for (let line = 0; line < lines; line++) {
    bytes.write(`${word} ${String(line).padStart(10, '0')}\n`, line * LINE_BYTES);
  }
  return bytes;
}

function report(came: Buffer, wanted: Buffer): void {
  print(`${wanted.length} bytes sent, ${came.length} came back`);
  if (came.equals(wanted)) {
    print('every byte is right');
    return;
  }
  let right = 0;
  while (right < came.length && came[right] === wanted[right]) right += 1;
  const start = right - (right % LINE_BYTES);
  const line = (bytes: Buffer) => bytes.toString('latin1', start, start + LINE_BYTES - 1);
  print(
    `${wanted.length - came.length} are lost: "${line(came)}" stands for "${line(wanted)}"`,
  );
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends numbered lines, reads as late as it can, and checks every byte.',
  settings: {
    port: portNumber(1234),
    lines: count(1_000_000, 'send so many lines of 16 bytes'),
    oneByOne: flag('wait for the reply to each line before the next'),
    echo: flag('expect the lines as they were, and not in capitals'),
  },
  main: talk,
});
// #endregion
