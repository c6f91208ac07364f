/** The ways in which a page is looked at. */

/** A window's size. */
export type Device = 'desk' | 'phone';

/** Their sizes, in CSS pixels. */
export const devices: Readonly<Record<Device, { width: number; height: number }>> = {
  desk: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
};

/** Whose colours. */
export type Scheme = 'light' | 'dark';
