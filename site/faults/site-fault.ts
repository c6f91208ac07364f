/** What is wrong in the repository, so that no site can be made of it: told with file and line. */
export class SiteFault extends Error {
  override name = 'SiteFault';
}
