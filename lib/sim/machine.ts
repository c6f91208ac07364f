/**
 * The one machine that all simulated files share: its time, its chance, its wires and names.
 */
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { OpenFile } from './open-file.ts';
import type { SimulationOptions } from './options.ts';
import type { PortTable } from './port-table.ts';

export interface Machine extends Omit<SimulationOptions, 'faults'> {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly ports: PortTable;
  /** Who is bound to a path; the path stays when the socket is closed, as a file would. */
  readonly unixNames: Map<string, OpenFile>;
}
