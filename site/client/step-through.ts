/** The buttons under timelines: each opens the player, which is fetched with its run when wanted. */

/** Makes the page's buttons work. */
export function startSteppingThrough(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-trace]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const { trace = '' } = button.dataset;
      const says = button.parentElement?.querySelector('[role=status]');
      try {
        const { openDialog } = await import('./stepper/dialog.ts');
        await openDialog(trace);
        says?.replaceChildren();
      } catch (error) {
        console.warn(error);
        says?.replaceChildren('The run could not be fetched. Press again to retry.');
      }
    });
  }
}
