/**
 * The tables held against the headers of this system, by a C compiler, where there is one: what
 * a name stands for, how long a struct is, and where its fields begin.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as constants from './constants.ts';
import { errno } from './errno.ts';
import { layouts } from './structs.ts';

const HEADERS = [
  'errno.h',
  'fcntl.h',
  'netinet/in.h',
  'netinet/tcp.h',
  'poll.h',
  'stddef.h',
  'stdio.h',
  'sys/epoll.h',
  'sys/select.h',
  'sys/socket.h',
  'sys/syscall.h',
  'sys/un.h',
];

// Whether Linux has a call of this name at all, on this processor.
const SYSTEM_CALLS = [
  'SYS_send',
  'SYS_sendto',
  'SYS_recv',
  'SYS_recvfrom',
  'SYS_accept4',
];

// Older headers say 128: the kernel's own limit is another matter (listen(2)).
const CHANGED_OVER_TIME = ['SOMAXCONN'];

// A struct of macOS alone.
const { kevent: _, ...structs } = layouts;

const hasCompiler = spawnSync('cc', ['--version']).status === 0;

/** A C program that prints every name it knows, a line each: `AF_INET 2`. */
function source(): string {
  const names = [...Object.keys(constants), ...Object.keys(errno), ...SYSTEM_CALLS];
  const numbers = names.map(
    (name) => `#ifdef ${name}\n  printf("${name} %d\\n", (int)${name});\n#endif`,
  );
  const places = Object.entries(structs).flatMap(([struct, fields]) =>
    Object.keys(fields).map((field) => print(struct, field)),
  );
  return [
    '#define _GNU_SOURCE',
    ...HEADERS.map((header) => `#include <${header}>`),
    'int main(void) {',
    ...numbers,
    ...places,
    '  return 0;\n}\n',
  ].join('\n');
}

function print(struct: string, field: string): string {
  const value =
    field === 'size'
      ? `sizeof(struct ${struct})`
      : `offsetof(struct ${struct}, ${field})`;
  return `  printf("${struct}.${field} %d\\n", (int)${value});`;
}

describe.runIf(hasCompiler && process.platform === 'linux')('in the headers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
  let inC: Record<string, number> = {};

  beforeAll(() => {
    writeFileSync(join(folder, 'headers.c'), source());
    const program = join(folder, 'headers');
    const compiler = spawnSync('cc', ['-o', program, `${program}.c`], {
      encoding: 'utf8',
    });
    expect(compiler.stderr).toBe('');
    const { stdout } = spawnSync(program, { encoding: 'utf8' });
    const lines = stdout.trimEnd().split('\n');
    inC = Object.fromEntries(
      lines.map((line) => line.split(' ')).map(([name, value]) => [name, Number(value)]),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('every constant that is in them has the number of the table', () => {
    const known = Object.entries(constants).filter(
      ([name]) => name in inC && !CHANGED_OVER_TIME.includes(name),
    );
    expect(known.length).toBeGreaterThan(50);
    expect(Object.fromEntries(known.map(([name]) => [name, inC[name]]))).toEqual(
      Object.fromEntries(known),
    );
  });

  it('every error has the number of the table', () => {
    const names = Object.keys(errno) as (keyof typeof errno)[];
    expect(Object.fromEntries(names.map((name) => [name, inC[name]]))).toEqual(errno);
  });

  it('there is a system call sendto and none that is called send', () => {
    const there = SYSTEM_CALLS.filter((name) => name in inC);
    expect(there).toEqual(['SYS_sendto', 'SYS_recvfrom', 'SYS_accept4']);
  });

  it('every struct has its size and its places', () => {
    const places = Object.entries(structs).flatMap(([struct, fields]) =>
      Object.entries(fields).map(([field, place]) => [`${struct}.${field}`, place]),
    );
    expect(Object.fromEntries(places.map(([name]) => [name, inC[String(name)]]))).toEqual(
      Object.fromEntries(places),
    );
  });
});
