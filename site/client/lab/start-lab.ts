/** Opens the lab when the page's address names a program: `lab/#03/client-spin`. */
import type { LabAddresses } from './lab.ts';

/** Lets the lab's page open programs; does nothing on any other page. */
export function startLab(): void {
  const place = document.getElementById('lab');
  if (place === null) return;
  const open = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!/^\d\d\/./.test(id)) return;
    const { openProgram } = await import('./lab.ts');
    await openProgram(place, id, addressesFrom(place));
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
