/** A script that imports a style sheet is given its address: assets/style-addresses.ts makes it so. */
declare module '*.css' {
  const address: string;
  export default address;
}
