/**
 * Exits at once on SIGTERM, before the server has anything to close. This module is imported first,
 * because the first process of a container ignores signals without a listener. Longer work replaces
 * this listener with its own.
 */
export const exitOnSigterm = () => process.exit(128 + SIGTERM);

const SIGTERM = 15;
process.once('SIGTERM', exitOnSigterm);
