import path from 'node:path';

/**
 * Metergate's own folder: the clone if this file is in `src`, the npm package if it is in `dist`.
 */
export const ROOT = path.join(__dirname, '../..');
