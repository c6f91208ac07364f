/** What is known before any page is made: all that pages are made with. */
import type { LabFiles } from '../lab/lab-files.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import type { Reference } from '../reference/reference.ts';

/** Pages know all of it; what they have made elsewhere asks for the part that it needs. */
export interface Site extends ProseContext {
  readonly reference: Reference;
  readonly lab: LabFiles;
}
