/**
 * How each argument of each call is shown: the man pages' parameters, as a table.
 */
import { errnoName, SO_ERROR, SO_LINGER, SOL_SOCKET } from '../sys/index.ts';
import { type CallName, type CallRecord, numberAt } from './call-record.ts';
import {
  descriptorFlags,
  epollCreateFlags,
  epollOperations,
  families,
  fcntlCommands,
  fileFlags,
  flagNames,
  levels,
  messageFlags,
  type Names,
  nameOf,
  pipeFlags,
  shutdowns,
  socketFlags,
  socketOptions,
  socketTypes,
} from './constant-names.ts';
import { bytesIn, type MemoryCopy, wordsIn } from './memory-copy.ts';
import { showBytes } from './show-bytes.ts';
import { showSockaddr } from './show-sockaddr.ts';
import {
  showEpollEvent,
  showEpollEvents,
  showFdSet,
  showKevents,
  showPollfds,
  showTime,
} from './show-structs.ts';

// #region parameter
/** One parameter of a call. */
export interface Parameter {
  /** Its text; undefined where strace leaves the argument out. */
  readonly show: (call: CallRecord, place: number) => string | undefined;
  /** Whether the call writes it, so that there is nothing to show before it returns. */
  readonly isAnswer: boolean;
}

const asked = (show: Parameter['show']): Parameter => ({ show, isAnswer: false });

const number = asked((call, place) => `${call.arguments[place]}`);
const named = (names: Names) =>
  asked((call, place) => nameOf(names, numberAt(call, place)));
const flags = (names: Names) =>
  asked((call, place) => flagNames(names, numberAt(call, place)));
// #endregion

// #region pointers
/** A pointer to what the call reads. */
function pointer(show: (memory: MemoryCopy, call: CallRecord) => string): Parameter {
  return asked((call, place) => {
    const memory = call.arguments[place];
    return memory === null || typeof memory !== 'object' ? 'NULL' : show(memory, call);
  });
}

/** A pointer to what the call writes. `...` where it has not: there is no more to say about it. */
function answer(show: (memory: MemoryCopy, call: CallRecord) => string): Parameter {
  return {
    isAnswer: true,
    show: (call, place) => {
      if (call.arguments[place] === null) return 'NULL';
      const memory = call.written[place];
      return memory ? show(memory, call) : '...';
    },
  };
}

const dataToSend = pointer((memory, call) =>
  showBytes(bytesIn(memory), numberAt(call, 2)),
);
const dataReceived = answer((memory, call) =>
  showBytes(bytesIn(memory), call.result ?? 0),
);
const address = pointer((memory) => showSockaddr(bytesIn(memory)));
const addressAnswered = answer((memory) => showSockaddr(bytesIn(memory)));
const fdSet = pointer((memory, call) => showFdSet(memory, numberAt(call, 0)));
// #endregion

// #region odd
/** A length that is told and answered: `[128 => 16]`. */
const lengthAnswered: Parameter = {
  isAnswer: true,
  show: (call, place) => {
    const told = call.arguments[place];
    if (told === null || typeof told !== 'object') return 'NULL';
    const [length] = wordsIn(told);
    const [written] = wordsIn(call.written[place] ?? told);
    return written === length ? `[${length}]` : `[${length} => ${written}]`;
  },
};

const optionName = asked((call, place) =>
  nameOf(socketOptions.get(numberAt(call, 1)), numberAt(call, place)),
);

/** The value of an option: one number for most, two for SO_LINGER, an error for SO_ERROR. */
function optionValue(memory: MemoryCopy, call: CallRecord): string {
  const isOption = (option: number) =>
    numberAt(call, 1) === SOL_SOCKET && numberAt(call, 2) === option;
  const [value = 0, second = 0] = wordsIn(memory);
  if (isOption(SO_LINGER)) return `{l_onoff=${value}, l_linger=${second}}`;
  if (isOption(SO_ERROR) && value > 0) return `[${errnoName(value)}]`;
  return `[${wordsIn(memory).join(', ')}]`;
}

const socketType = asked((call, place) => {
  const value = numberAt(call, place);
  const flagBits = [...socketFlags.keys()].reduce((bits, bit) => bits | bit, 0);
  const type = nameOf(socketTypes, value & ~flagBits);
  const rest = value & flagBits;
  return rest === 0 ? type : `${type}|${flagNames(socketFlags, rest)}`;
});

/** fcntl(2) takes no argument for some of its commands, and different ones for others. */
const fcntlArgument = asked((call, place) => {
  const value = numberAt(call, place);
  const command = nameOf(fcntlCommands, numberAt(call, 1));
  if (command === 'F_GETFL' || command === 'F_GETFD') return undefined;
  if (command === 'F_SETFL') return fileFlags(value);
  return command === 'F_SETFD' ? flagNames(descriptorFlags, value) : `${value}`;
});
// #endregion

// #region table
/** The parameters of every call, in the man page's order. */
export const parameters: { readonly [Name in CallName]: readonly Parameter[] } = {
  socket: [named(families), socketType, number],
  bind: [number, address, number],
  listen: [number, number],
  accept4: [number, addressAnswered, lengthAnswered, flags(socketFlags)],
  connect: [number, address, number],
  send: [number, dataToSend, number, flags(messageFlags)],
  recv: [number, dataReceived, number, flags(messageFlags)],
  shutdown: [number, named(shutdowns)],
  close: [number],
  fcntl: [number, named(fcntlCommands), fcntlArgument],
  getsockopt: [number, named(levels), optionName, answer(optionValue), lengthAnswered],
  setsockopt: [number, named(levels), optionName, pointer(optionValue), number],
  getsockname: [number, addressAnswered, lengthAnswered],
  getpeername: [number, addressAnswered, lengthAnswered],
  select: [number, fdSet, fdSet, fdSet, pointer((time) => showTime(time, 'tv_usec'))],
  poll: [
    pointer((fds, call) => showPollfds(fds, numberAt(call, 1), 'events')),
    number,
    number,
  ],
  epoll_create1: [flags(epollCreateFlags)],
  epoll_ctl: [
    number,
    named(epollOperations),
    number,
    pointer((event, call) => showEpollEvent(event, numberAt(call, 1))),
  ],
  epoll_wait: [
    number,
    answer((events, call) => showEpollEvents(events, call.result ?? 0)),
    number,
    number,
  ],
  kqueue: [],
  kevent: [
    number,
    pointer((events, call) => showKevents(events, numberAt(call, 2))),
    number,
    answer((events, call) => showKevents(events, call.result ?? 0)),
    number,
    pointer((time) => showTime(time, 'tv_nsec')),
  ],
  pipe2: [answer((fds) => `[${wordsIn(fds).join(', ')}]`), flags(pipeFlags)],
  read: [number, dataReceived, number],
  write: [number, dataToSend, number],
};

/** The names of all calls that are recorded. */
export const callNames = Object.keys(parameters) as readonly CallName[];
// #endregion
