/**
 * The layouts held against those that koffi computes by the C rules of this processor.
 *
 * On all platforms of the course those rules agree for the types that occur here: a field
 * begins at a multiple of its size. So the declarations of the other platforms, laid out here,
 * must give their tables too.
 */
import koffi, { type TypeObject } from 'koffi';
import { describe, expect, it } from 'vitest';
import { layoutsByPlatform } from './structs.ts';

const length = { sin_len: 'uint8_t' };
const onBoth = {
  timeval: { tv_sec: 'int64_t', tv_usec: 'int64_t' },
  linger: { l_onoff: 'int', l_linger: 'int' },
  pollfd: { fd: 'int', events: 'short', revents: 'short' },
  kevent: {
    ident: 'uintptr_t',
    filter: 'int16_t',
    flags: 'uint16_t',
    fflags: 'uint32_t',
    data: 'intptr_t',
    udata: 'void *',
  },
};
const sockaddrIn = {
  sin_port: 'uint16_t',
  sin_addr: 'uint32_t',
  sin_zero: koffi.array('char', 8),
};
const sockaddrIn6 = {
  sin6_port: 'uint16_t',
  sin6_flowinfo: 'uint32_t',
  sin6_addr: koffi.array('uint8_t', 16),
  sin6_scope_id: 'uint32_t',
};

const linux = {
  ...onBoth,
  sockaddr_in: { sin_family: 'uint16_t', ...sockaddrIn },
  sockaddr_in6: { sin6_family: 'uint16_t', ...sockaddrIn6 },
  sockaddr_un: { sun_family: 'uint16_t', sun_path: koffi.array('char', 108) },
};
const darwin = {
  ...onBoth,
  timeval: { tv_sec: 'int64_t', tv_usec: 'int32_t' },
  sockaddr_in: { ...length, sin_family: 'uint8_t', ...sockaddrIn },
  sockaddr_in6: { ...length, sin6_family: 'uint8_t', ...sockaddrIn6 },
  sockaddr_un: {
    ...length,
    sun_family: 'uint8_t',
    sun_path: koffi.array('char', 104),
  },
};
const epollEvent = { events: 'uint32_t', data: 'uint64_t' };

type Fields = Record<string, string | TypeObject>;
const declared: Record<string, Record<string, TypeObject>> = {
  'linux-x64': { ...structs(linux), epoll_event: koffi.pack(epollEvent) },
  'linux-arm64': { ...structs(linux), epoll_event: koffi.struct(epollEvent) },
  'darwin-x64': structs(darwin),
  'darwin-arm64': structs(darwin),
};

function structs(all: Record<string, Fields>): Record<string, TypeObject> {
  return Object.fromEntries(
    Object.entries(all).map(([name, fields]) => [name, koffi.struct(fields)]),
  );
}

describe.each(Object.keys(layoutsByPlatform))('the layouts of %s', (platform) => {
  const types = declared[platform] ?? {};
  const layouts = layoutsByPlatform[platform] ?? ({} as never);

  it.each(Object.keys(types))('have struct %s as C lays it out', (name) => {
    const type = types[name] as TypeObject;
    const { size, ...offsets } = layouts[name as keyof typeof layouts];
    expect(size).toBe(koffi.sizeof(type));
    for (const [field, offset] of Object.entries(offsets)) {
      expect({ [field]: offset }).toEqual({ [field]: koffi.offsetof(type, field) });
    }
  });

  it('are checked here without exception', () => {
    const known = Object.entries(layouts).filter(([, { size }]) => size > 0);
    expect(known.map(([name]) => name).sort()).toEqual(Object.keys(types).sort());
  });
});
