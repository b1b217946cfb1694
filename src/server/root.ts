import path from 'node:path';

/** The folder of Metergate itself: a clone, where this file is in `src`, or what came with npm, where it is in `dist`. */
export const ROOT = path.join(__dirname, '../..');
