/** The ways in which a page is looked at. */

/** A window's size. */
export type Device = 'desk' | 'phone';

/** Their sizes, in CSS pixels. */
export const devices: Readonly<Record<Device, { width: number; height: number }>> = {
  desk: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
};

/** A way to look at a page. */
export interface Mode {
  readonly device: Device;
  readonly scheme: 'light' | 'dark';
}

/** All of them. */
export const everyMode: readonly Mode[] = [
  { device: 'desk', scheme: 'light' },
  { device: 'desk', scheme: 'dark' },
  { device: 'phone', scheme: 'light' },
  { device: 'phone', scheme: 'dark' },
];

/** Two that show each device and each scheme once. */
export const twoModes: readonly Mode[] = [
  { device: 'desk', scheme: 'light' },
  { device: 'phone', scheme: 'dark' },
];

/** `phone, dark` */
export function nameOf({ device, scheme }: Mode): string {
  return `${device}, ${scheme}`;
}
