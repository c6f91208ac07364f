/** What the lab's page runs beside what every page does. */
import { startLab } from './lab/start-lab.ts';

startLab();
