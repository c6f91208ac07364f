/** Opens the lab when the page's address names a program: `lab/#03/client-spin?faults=reset`. */
import { element } from '../browser/element.ts';
import { fetched, MissingError, tellMissing } from './fetching/missing.ts';
import type { LabAddresses } from './lab.ts';

/** Lets the lab's page open programs; does nothing on any other page. */
export function startLab(): void {
  const place = document.getElementById('lab');
  if (place === null) return;
  const open = async () => {
    const [id = '', settings = ''] = location.hash.slice(1).split('?');
    if (!/^\d\d\/./.test(id)) return;
    try {
      if (place.hidden)
        place.replaceChildren(element('p', {}, 'The lab is being fetched …'));
      place.hidden = false;
      const { openProgram } = await fetched('The lab', import('./lab.ts'));
      await openProgram(place, id, settings, addressesFrom(place));
    } catch (error) {
      if (!(error instanceof MissingError)) throw error;
      await tellMissing(place, error.message, open);
    }
  };
  addEventListener('hashchange', open);
  void open();
}

function addressesFrom({ dataset }: HTMLElement): LabAddresses {
  const at = (name: string) => new URL(dataset[name] ?? '', document.baseURI).href;
  return {
    programs: at('programs'),
    runner: at('runner'),
    compiler: {
      worker: at('compiler'),
      typescript: at('typescript'),
      typescriptBytes: Number(dataset.typescriptBytes),
      declarations: at('declarations'),
    },
  };
}
