import { settings, type ConsoleSettings } from './pageSettings';

/**
 * The path of the gateway's root without a slash at its end: empty, or the path of a proxy such as
 * `/metrics-gateway`. It follows from the address of this page, because a proxy may take its part
 * of the path off.
 */
export const ROOT = new URL(settings<ConsoleSettings>().root, location.href).pathname.replace(/\/$/, '');

/** Returns the address of a page or a file of the gateway. `path` begins with a slash. */
export function addressOf(path: string): string {
  return ROOT + path;
}
