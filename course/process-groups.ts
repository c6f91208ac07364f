/**
 * Whether a process can lead a group that signals reach as one. Windows has no such groups, and
 * gives a process that is detached a console of its own.
 */
export const hasProcessGroups: boolean = process.platform !== 'win32';
