/** What a name in the prose stands for: `recv()` is a method of a socket, `EAGAIN` an errno. */
import { apiAddress, DOORS, type Door } from './api-addresses.ts';
import type { ApiDoor, ApiExport, ApiMember } from './api-model.ts';

/** An export, or a member of one. */
export interface ApiName {
  readonly door: Door;
  /** `Socket.recv` */
  readonly name: string;
  readonly declared: ApiExport | ApiMember;
}

/** `select`, `select()`, `Socket.recv`, `socket.recv(buffer)`, `new Socket()`. */
const NAME = /^(?:new )?(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)(\([^()]*(?:\(\))?[^()]*\))?$/;

/** Variables that the course's prose calls by the same name everywhere. */
const OWNERS: Readonly<Record<string, string>> = { socket: 'Socket', kernel: 'Kernel' };

/** The library's names. */
export class ApiNames {
  readonly #doors: readonly ApiDoor[];
  readonly #members = new Map<string, ApiName>();
  readonly #exports = new Map<string, ApiName>();

  constructor(doors: readonly ApiDoor[]) {
    this.#doors = doors;
    const inOrder = [...doors].sort(
      (one, other) => DOORS.indexOf(one.door) - DOORS.indexOf(other.door),
    );
    for (const { door, exports } of inOrder) {
      for (const each of exports) {
        if (each.sameAs !== undefined) continue;
        setOnce(this.#exports, each.name, { door, name: each.name, declared: each });
        for (const member of each.members) {
          const name = `${each.name}.${member.name}`;
          setOnce(this.#members, name, { door, name, declared: member });
        }
      }
    }
  }

  /** The export, or the member `Socket.recv`, of a name; undefined if there is none. */
  find(name: string): ApiName | undefined {
    return this.#exports.get(name) ?? this.#members.get(name);
  }

  /** Where the site describes what a file of the library declares; undefined if it does not. */
  addressOf({ file, name }: { file: string; name: string }): string | undefined {
    const found = this.find(name);
    // Another file may have a name of its own that reads the same.
    return found?.declared.file === file ? apiAddress(found.door, found.name) : undefined;
  }

  /** All exports and members, each once. */
  all(): ApiName[] {
    return [...this.#exports.values(), ...this.#members.values()];
  }

  /** The members of the `Kernel` interface. */
  systemCalls(): readonly ApiMember[] {
    const kernel = this.find('Kernel')?.declared;
    return kernel !== undefined && 'members' in kernel ? kernel.members : [];
  }

  /** Whether a door exports a name. */
  has(door: Door, name: string): boolean {
    const found = this.#doors.find((each) => each.door === door);
    return found?.exports.some((each) => each.name === name) ?? false;
  }

  /**
   * What a piece of code in the prose stands for, if it is a name of the library. `local` are the
   * names that the chapter's own programs declare: those mean something else there.
   */
  inProse(text: string, local: readonly string[] = []): ApiName | undefined {
    const [, owner, name = '', call] = NAME.exec(text) ?? [];
    if (name === '') return undefined;
    if (owner !== undefined) {
      const member = this.#members.get(`${OWNERS[owner] ?? owner}.${name}`);
      return member ?? (owner === 'errno' ? this.#exports.get('errno') : undefined);
    }
    if (local.includes(name)) return undefined;
    const found = this.#exports.get(name);
    if (call !== undefined) {
      // The call that all chapters are about, before a step of a peer's script that makes it.
      const method = this.find(`Socket.${name}`) ?? this.find(`Kernel.${name}`);
      return found?.door === 'would-block' ? found : (method ?? found);
    }
    // An everyday word in backticks may be anything: a setting, a variable, a field.
    if (!/[A-Z_\d]/.test(name) && name !== 'select') return undefined;
    return found ?? this.#members.get(`Kernel.${name}`);
  }
}

function setOnce(map: Map<string, ApiName>, key: string, value: ApiName): void {
  if (!map.has(key)) map.set(key, value);
}
