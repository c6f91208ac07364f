/**
 * The library's exports for the API pages: typedoc says what they are, the sources how they are
 * declared. An export without a docstring, or a docstring that links to nothing, is a fault.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Comment,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
} from 'typedoc';
import ts from 'typescript';
import { SiteFault } from '../faults/site-fault.ts';
import {
  codeOf,
  declarationAt,
  linesOf,
  type SourceDeclaration,
  valuesOf,
} from '../usage/declarations.ts';
import { DOORS, type Door, doorOf } from './api-addresses.ts';
import type { ApiDoor, ApiExport, ApiKind, ApiMember, Declared } from './api-model.ts';
import { convertLibrary, doorFile } from './convert.ts';
import { deadLinks, describeComment, describeDeclaration } from './docstring.ts';

/** Reads all doors of the library. Throws `SiteFault`. */
export async function readApi(
  root: string,
  doors: readonly Door[] = DOORS,
): Promise<ApiDoor[]> {
  const project = await convertLibrary(root, doors.map(doorFile));
  return new Reader(root).doors(project, doors);
}

class Reader {
  readonly #root: string;
  readonly #files = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    this.#root = root;
  }

  doors(project: ProjectReflection, doors: readonly Door[]): ApiDoor[] {
    // Of one door alone typedoc makes no module of its own.
    const modules = project.getChildrenByKind(ReflectionKind.Module);
    return doors.map((door) => {
      const file = doorFile(door);
      const name = file.replace(/\/index\.ts$/, '');
      const module = modules.find((each) => each.name === name) ?? project;
      const exported = (module.children ?? []).map((each) => this.#export(door, each));
      return { door, text: openingComment(this.#source(file)), exports: exported };
    });
  }

  #export(door: Door, reflection: DeclarationReflection): ApiExport {
    const target = targetOf(reflection);
    const declared = this.#declared(target);
    const home = doorOf(declared.file);
    const members = isClassOrInterface(target)
      ? (target.children ?? []).flatMap((each) => this.#member(each) ?? [])
      : [];
    const at = this.#declarationOf(target);
    const values = at && valuesOf(at);
    return {
      ...declared,
      name: reflection.name,
      door,
      kind: kindOf(target),
      members,
      ...(reflection !== target && home && home !== door && { sameAs: home }),
      ...(values && { values }),
    };
  }

  #member(reflection: DeclarationReflection): ApiMember | undefined {
    const isKernelCall = reflection.implementationOf?.name.startsWith('Kernel.') ?? false;
    // What a class inherits from the language's own classes is described there.
    const at = this.#declarationOf(reflection);
    if (at === undefined) return undefined;
    const kind = reflection.kindOf(ReflectionKind.Constructor)
      ? 'constructor'
      : reflection.kindOf(ReflectionKind.Method)
        ? 'method'
        : 'property';
    const mayBeBare = reflection.overwrites !== undefined || kind !== 'method';
    return {
      ...this.#declared(reflection, { isMember: true, mayBeBare }),
      kind,
      isKernelCall,
    };
  }

  #declared(
    reflection: DeclarationReflection,
    { isMember = false, mayBeBare = false } = {},
  ): Declared {
    const source = sourceOf(reflection);
    const file = source?.fileName ?? '';
    const comment = commentOf(reflection);
    const refuse = (message: string): never => {
      const line = source?.line ?? 1;
      throw new SiteFault({ file, line, message });
    };
    const [dead] = deadLinks(comment);
    if (dead !== undefined) refuse(`{@link ${dead}} leads nowhere; correct the name.`);
    const at = this.#declarationOf(reflection);
    const description =
      (at && describeDeclaration(at.node)) ??
      describeComment(isMember ? comment : undefined);
    const isBare = description.text === '' && description.throws.length === 0;
    if (isBare && !mayBeBare) {
      refuse(`${reflection.name} is exported and has no docstring; say what it is.`);
    }
    const [line, lastLine] = at ? linesOf(at) : [source?.line ?? 1, source?.line ?? 1];
    const code = at ? codeIn(at, reflection) : reflection.name;
    return { ...description, name: reflection.name, code, file, line, lastLine };
  }

  #declarationOf(reflection: DeclarationReflection): SourceDeclaration | undefined {
    const source = sourceOf(reflection);
    if (source === undefined || !source.fileName.startsWith('lib/')) return undefined;
    return declarationAt(this.#source(source.fileName), source.line, source.character);
  }

  #source(file: string): ts.SourceFile {
    let source = this.#files.get(file);
    if (source === undefined) {
      const text = readFileSync(join(this.#root, file), 'utf8');
      source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      this.#files.set(file, source);
    }
    return source;
  }
}

/** What a re-export stands for. */
function targetOf(reflection: DeclarationReflection): DeclarationReflection {
  if (!reflection.isReference()) return reflection;
  return reflection.getTargetReflectionDeep() as DeclarationReflection;
}

function isClassOrInterface(reflection: DeclarationReflection): boolean {
  return reflection.kindOf([ReflectionKind.Class, ReflectionKind.Interface]);
}

function kindOf(reflection: DeclarationReflection): ApiKind {
  if (reflection.kindOf(ReflectionKind.Class)) return 'class';
  if (reflection.kindOf(ReflectionKind.Interface)) return 'interface';
  if (reflection.kindOf(ReflectionKind.Function)) return 'function';
  return reflection.kindOf(ReflectionKind.TypeAlias) ? 'type' : 'constant';
}

function sourceOf(reflection: DeclarationReflection) {
  return reflection.sources?.[0] ?? reflection.signatures?.[0]?.sources?.[0];
}

/** A declaration's docstring: that of a function is its signature's. */
function commentOf(reflection: DeclarationReflection): Comment | undefined {
  return (
    reflection.comment ??
    reflection.signatures?.find(({ comment }) => comment)?.comment ??
    reflection.getSignature?.comment ??
    (reflection.type?.type === 'reflection'
      ? reflection.type.declaration.signatures?.[0]?.comment
      : undefined)
  );
}

/** A declaration's code; where the source leaves the type to the compiler, typedoc knows it. */
function codeIn(at: SourceDeclaration, reflection: DeclarationReflection): string {
  const { node } = at;
  if (ts.isVariableDeclaration(node) && node.type === undefined) {
    const type =
      node.initializer && ts.isAsExpression(node.initializer)
        ? node.initializer.type.getText(at.file)
        : reflection.type?.toString();
    return `const ${reflection.name}: ${type}`;
  }
  if (ts.isPropertyDeclaration(node) && node.type === undefined) {
    return `readonly ${reflection.name}: ${reflection.type?.toString()}`;
  }
  return codeOf(at);
}

/** What the comment that opens a file says. */
function openingComment(file: ts.SourceFile): string {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(file.text)?.[1] ?? '';
  return comment.replace(/^\s*\* ?/gm, '').trim();
}
