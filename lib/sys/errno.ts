/**
 * Every error that a system call can answer with: its name, its number on each system, its text.
 *
 * A failed call leaves a small number behind, and the number differs: "try again" is 11 on
 * Linux and 35 on macOS. Programs use the name (`errno.EAGAIN`), people read the text. Sources:
 * errno(3), <asm-generic/errno.h>, <sys/errno.h> of macOS. The texts are those of Linux's
 * strerror(3), on macOS too, so that a program says the same everywhere.
 */
import { type Platform, platform } from './platform.ts';

// #region first-rows
type Row = readonly [linux: number | null, darwin: number | null, text: string];

// Of two names for one number the first is the one that errors are reported by.
const table = {
  EPERM: [1, 1, 'Operation not permitted'],
  ENOENT: [2, 2, 'No such file or directory'],
  ESRCH: [3, 3, 'No such process'],
  EINTR: [4, 4, 'Interrupted system call'],
  EIO: [5, 5, 'Input/output error'],
  ENXIO: [6, 6, 'No such device or address'],
  E2BIG: [7, 7, 'Argument list too long'],
  ENOEXEC: [8, 8, 'Exec format error'],
  EBADF: [9, 9, 'Bad file descriptor'],
  ECHILD: [10, 10, 'No child processes'],
  EAGAIN: [11, 35, 'Resource temporarily unavailable'],
  EWOULDBLOCK: [11, 35, 'Resource temporarily unavailable'],
  // #endregion
  // #region more-rows
  ENOMEM: [12, 12, 'Cannot allocate memory'],
  EACCES: [13, 13, 'Permission denied'],
  EFAULT: [14, 14, 'Bad address'],
  ENOTBLK: [15, 15, 'Block device required'],
  EBUSY: [16, 16, 'Device or resource busy'],
  EEXIST: [17, 17, 'File exists'],
  EXDEV: [18, 18, 'Invalid cross-device link'],
  ENODEV: [19, 19, 'No such device'],
  ENOTDIR: [20, 20, 'Not a directory'],
  EISDIR: [21, 21, 'Is a directory'],
  EINVAL: [22, 22, 'Invalid argument'],
  ENFILE: [23, 23, 'Too many open files in system'],
  EMFILE: [24, 24, 'Too many open files'],
  ENOTTY: [25, 25, 'Inappropriate ioctl for device'],
  ETXTBSY: [26, 26, 'Text file busy'],
  EFBIG: [27, 27, 'File too large'],
  ENOSPC: [28, 28, 'No space left on device'],
  ESPIPE: [29, 29, 'Illegal seek'],
  EROFS: [30, 30, 'Read-only file system'],
  EMLINK: [31, 31, 'Too many links'],
  EPIPE: [32, 32, 'Broken pipe'],
  EDOM: [33, 33, 'Numerical argument out of domain'],
  ERANGE: [34, 34, 'Numerical result out of range'],
  EDEADLK: [35, 11, 'Resource deadlock avoided'],
  EDEADLOCK: [35, null, 'Resource deadlock avoided'],
  ENAMETOOLONG: [36, 63, 'File name too long'],
  ENOLCK: [37, 77, 'No locks available'],
  ENOSYS: [38, 78, 'Function not implemented'],
  ENOTEMPTY: [39, 66, 'Directory not empty'],
  ELOOP: [40, 62, 'Too many levels of symbolic links'],
  ENOMSG: [42, 91, 'No message of desired type'],
  EIDRM: [43, 90, 'Identifier removed'],
  ECHRNG: [44, null, 'Channel number out of range'],
  EL2NSYNC: [45, null, 'Level 2 not synchronized'],
  EL3HLT: [46, null, 'Level 3 halted'],
  EL3RST: [47, null, 'Level 3 reset'],
  ELNRNG: [48, null, 'Link number out of range'],
  EUNATCH: [49, null, 'Protocol driver not attached'],
  ENOCSI: [50, null, 'No CSI structure available'],
  EL2HLT: [51, null, 'Level 2 halted'],
  EBADE: [52, null, 'Invalid exchange'],
  EBADR: [53, null, 'Invalid request descriptor'],
  EXFULL: [54, null, 'Exchange full'],
  ENOANO: [55, null, 'No anode'],
  EBADRQC: [56, null, 'Invalid request code'],
  EBADSLT: [57, null, 'Invalid slot'],
  EBFONT: [59, null, 'Bad font file format'],
  ENOSTR: [60, 99, 'Device not a stream'],
  ENODATA: [61, 96, 'No data available'],
  ETIME: [62, 101, 'Timer expired'],
  ENOSR: [63, 98, 'Out of streams resources'],
  ENONET: [64, null, 'Machine is not on the network'],
  ENOPKG: [65, null, 'Package not installed'],
  EREMOTE: [66, 71, 'Object is remote'],
  ENOLINK: [67, 97, 'Link has been severed'],
  EADV: [68, null, 'Advertise error'],
  ESRMNT: [69, null, 'Srmount error'],
  ECOMM: [70, null, 'Communication error on send'],
  EPROTO: [71, 100, 'Protocol error'],
  EMULTIHOP: [72, 95, 'Multihop attempted'],
  EDOTDOT: [73, null, 'RFS specific error'],
  EBADMSG: [74, 94, 'Bad message'],
  EOVERFLOW: [75, 84, 'Value too large for defined data type'],
  ENOTUNIQ: [76, null, 'Name not unique on network'],
  EBADFD: [77, null, 'File descriptor in bad state'],
  EREMCHG: [78, null, 'Remote address changed'],
  ELIBACC: [79, null, 'Can not access a needed shared library'],
  ELIBBAD: [80, null, 'Accessing a corrupted shared library'],
  ELIBSCN: [81, null, '.lib section in a.out corrupted'],
  ELIBMAX: [82, null, 'Attempting to link in too many shared libraries'],
  ELIBEXEC: [83, null, 'Cannot exec a shared library directly'],
  EILSEQ: [84, 92, 'Invalid or incomplete multibyte or wide character'],
  ERESTART: [85, null, 'Interrupted system call should be restarted'],
  ESTRPIPE: [86, null, 'Streams pipe error'],
  EUSERS: [87, 68, 'Too many users'],
  ENOTSOCK: [88, 38, 'Socket operation on non-socket'],
  EDESTADDRREQ: [89, 39, 'Destination address required'],
  EMSGSIZE: [90, 40, 'Message too long'],
  EPROTOTYPE: [91, 41, 'Protocol wrong type for socket'],
  ENOPROTOOPT: [92, 42, 'Protocol not available'],
  EPROTONOSUPPORT: [93, 43, 'Protocol not supported'],
  ESOCKTNOSUPPORT: [94, 44, 'Socket type not supported'],
  EOPNOTSUPP: [95, 102, 'Operation not supported'],
  ENOTSUP: [95, 45, 'Operation not supported'],
  EPFNOSUPPORT: [96, 46, 'Protocol family not supported'],
  EAFNOSUPPORT: [97, 47, 'Address family not supported by protocol'],
  EADDRINUSE: [98, 48, 'Address already in use'],
  EADDRNOTAVAIL: [99, 49, 'Cannot assign requested address'],
  ENETDOWN: [100, 50, 'Network is down'],
  ENETUNREACH: [101, 51, 'Network is unreachable'],
  ENETRESET: [102, 52, 'Network dropped connection on reset'],
  ECONNABORTED: [103, 53, 'Software caused connection abort'],
  ECONNRESET: [104, 54, 'Connection reset by peer'],
  ENOBUFS: [105, 55, 'No buffer space available'],
  EISCONN: [106, 56, 'Transport endpoint is already connected'],
  ENOTCONN: [107, 57, 'Transport endpoint is not connected'],
  ESHUTDOWN: [108, 58, 'Cannot send after transport endpoint shutdown'],
  ETOOMANYREFS: [109, 59, 'Too many references: cannot splice'],
  ETIMEDOUT: [110, 60, 'Connection timed out'],
  ECONNREFUSED: [111, 61, 'Connection refused'],
  EHOSTDOWN: [112, 64, 'Host is down'],
  EHOSTUNREACH: [113, 65, 'No route to host'],
  EALREADY: [114, 37, 'Operation already in progress'],
  EINPROGRESS: [115, 36, 'Operation now in progress'],
  ESTALE: [116, 70, 'Stale file handle'],
  EUCLEAN: [117, null, 'Structure needs cleaning'],
  ENOTNAM: [118, null, 'Not a XENIX named type file'],
  ENAVAIL: [119, null, 'No XENIX semaphores available'],
  EISNAM: [120, null, 'Is a named type file'],
  EREMOTEIO: [121, null, 'Remote I/O error'],
  EDQUOT: [122, 69, 'Disk quota exceeded'],
  ENOMEDIUM: [123, null, 'No medium found'],
  EMEDIUMTYPE: [124, null, 'Wrong medium type'],
  ECANCELED: [125, 89, 'Operation canceled'],
  ENOKEY: [126, null, 'Required key not available'],
  EKEYEXPIRED: [127, null, 'Key has expired'],
  EKEYREVOKED: [128, null, 'Key has been revoked'],
  EKEYREJECTED: [129, null, 'Key was rejected by service'],
  EOWNERDEAD: [130, 105, 'Owner died'],
  ENOTRECOVERABLE: [131, 104, 'State not recoverable'],
  ERFKILL: [132, null, 'Operation not possible due to RF-kill'],
  EHWPOISON: [133, null, 'Memory page has hardware error'],
  EPROCLIM: [null, 67, 'Too many processes'],
  EBADRPC: [null, 72, 'RPC struct is bad'],
  ERPCMISMATCH: [null, 73, 'RPC version wrong'],
  EPROGUNAVAIL: [null, 74, 'RPC prog. not avail'],
  EPROGMISMATCH: [null, 75, 'Program version wrong'],
  EPROCUNAVAIL: [null, 76, 'Bad procedure for program'],
  EFTYPE: [null, 79, 'Inappropriate file type or format'],
  EAUTH: [null, 80, 'Authentication error'],
  ENEEDAUTH: [null, 81, 'Need authenticator'],
  EPWROFF: [null, 82, 'Device power is off'],
  EDEVERR: [null, 83, 'Device error'],
  EBADEXEC: [null, 85, 'Bad executable (or shared library)'],
  EBADARCH: [null, 86, 'Bad CPU type in executable'],
  ESHLIBVERS: [null, 87, 'Shared library version mismatch'],
  EBADMACHO: [null, 88, 'Malformed Mach-o file'],
  ENOATTR: [null, 93, 'Attribute not found'],
  ENOPOLICY: [null, 103, 'Policy not found'],
  EQFULL: [null, 106, 'Interface output queue is full'],
} as const satisfies Record<string, Row>;
// #endregion

// #region names
type Table = typeof table;

/** Any error's name, on either system. */
export type ErrnoName = keyof Table;

/** The errors that both systems have. */
type CommonName = {
  [Name in ErrnoName]: null extends Table[Name][0] | Table[Name][1] ? never : Name;
}[ErrnoName];

const rows = Object.entries(table) as [ErrnoName, Row][];
// #endregion

// #region numbers
/** The number of the error on a platform, or undefined where that platform has no such error. */
export function errnoNumber(
  name: ErrnoName,
  on: Platform = platform,
): number | undefined {
  return table[name][on.system === 'linux' ? 0 : 1] ?? undefined;
}

/** The numbers of this platform by name, as in Python's `errno`: `errno.EAGAIN`. Positive. */
export const errno = Object.freeze(
  Object.fromEntries(
    rows.flatMap(([name]) => {
      const number = errnoNumber(name);
      return number === undefined ? [] : [[name, number]];
    }),
  ),
) as { readonly [Name in CommonName]: number };
// #endregion

// #region texts
const nameByNumber = new Map<number, ErrnoName>();
for (const [name] of rows) {
  const number = errnoNumber(name);
  if (number !== undefined && !nameByNumber.has(number)) nameByNumber.set(number, name);
}

/** The name of an error's number (positive): 11 → `EAGAIN` on Linux; `E1234` if it has none. */
export function errnoName(number: number): string {
  return nameByNumber.get(number) ?? `E${number}`;
}

/** What an error's number (positive) means, in the words of strerror(3). */
export function errnoText(number: number): string {
  const name = nameByNumber.get(number);
  return name === undefined ? `Unknown error ${number}` : table[name][2];
}
// #endregion
