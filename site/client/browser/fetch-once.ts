/** What the page fetches when it is wanted: each file once, and again where that failed. */

const files = new Map<string, Promise<unknown>>();

/**
 * What the JSON file at an address holds. Throws TypeError or Error if it cannot be had; whoever asks
 * after that has it fetched anew.
 */
export function fetchOnce<Content>(address: string): Promise<Content> {
  let file = files.get(address);
  if (file === undefined) {
    file = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address} answers ${response.status}`);
      return response.json();
    });
    file.catch(() => files.delete(address));
    files.set(address, file);
  }
  return file as Promise<Content>;
}
