import { EXIT } from './exitCode';

/**
 * Exits at once on SIGTERM, before there is anything to close. The program imports this module
 * first, because the first process of a container ignores signals without a listener. Longer work
 * replaces this listener with its own.
 */
export const exitOnSigterm = () => process.exit(EXIT.terminated);

process.once('SIGTERM', exitOnSigterm);
