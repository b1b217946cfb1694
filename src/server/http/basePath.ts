import { StartupProblem } from '../startupProblem';

/**
 * Reads BASE_PATH: the path below which a proxy serves the gateway, without a slash at its end. The
 * empty text means no such path. Errors: StartupProblem.
 */
export function readBasePath(text: string | undefined): string {
  const path = (text ?? '').replace(/\/$/, '');
  if (path === '' || /^(\/[\w.~-]+)+$/.test(path)) return path;
  throw new StartupProblem(
    `BASE_PATH is "${text}", which is not a path. Give one like /metrics-gateway, of letters, digits and - . _ ~.`,
  );
}

/**
 * Returns the address of a request without the base path. An address that is not below the base
 * path stays as it is: probes come without the proxy.
 */
export function withoutBase(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}
