import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { gatewayError, type GatewayError } from '../../errors';
import { isLoopback } from '../auth/authConfig';
import { StartupProblem } from '../startupProblem';
import { HttpProblem } from './httpProblem';

/**
 * The names by which clients may reach the gateway, as the `host` header has them: any, only those
 * of this machine, or a list. Entries of a list are in lower case; an entry without a port is for
 * every port.
 */
export type Hosts = 'any' | 'loopback' | readonly string[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Probes reach the route by the address of a machine or container, so any host may ask. */
    readonly isProbe?: boolean;
  }
}

/** The status of a request for a host that is not one of the gateway's (RFC 9110). */
const MISDIRECTED = 421;

/** A name or address, with or without a port. URLs allow more signs, such as `*`. */
const NAMES = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/;

/**
 * Reads ALLOWED_HOSTS. If it is not set, a gateway without authentication on a loopback address has
 * only the names of this machine. Otherwise a page could give its own name the address 127.0.0.1,
 * and then read all answers as the same site. Errors: StartupProblem.
 */
export function readHosts(
  text: string | undefined,
  { host, hasAuth }: { readonly host: string; readonly hasAuth: boolean },
): Hosts {
  if (text === undefined) return isLoopback(host) && !hasAuth ? 'loopback' : 'any';
  const listed = text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  if (listed.length === 1 && listed[0] === '*') return 'any';
  const wrong = listed.find((one) => !NAMES.test(one) || hostOf(one) === null);
  if (wrong === undefined && listed.length > 0) return listed;
  throw new StartupProblem(
    `ALLOWED_HOSTS is "${text}", and "${wrong ?? ''}" is not the name of a host. Give names such as metrics.example.com or localhost:4000, separated by commas, or * for any.`,
  );
}

/** Returns the error of a request whose `host` is not one of the gateway's; null if it is. */
export function foreignHost({ host = '' }: IncomingHttpHeaders, hosts: Hosts): GatewayError | null {
  return hosts === 'any' || isAmong(hostOf(host.toLowerCase()), hosts) ? null : gatewayError('FOREIGN_HOST', { host });
}

/** Rejects requests for other hosts, except those of probes. Errors: HttpProblem 421. */
export function refuseForeignHosts(app: FastifyInstance, hosts: Hosts): void {
  if (hosts === 'any') return;
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    if (routeOptions?.config?.isProbe) return;
    const error = foreignHost(headers, hosts);
    if (error !== null) throw new HttpProblem(MISDIRECTED, error);
  });
}

/** A host as a browser writes it, with its port if that is not 80; null for any other text. */
function hostOf(text: string): string | null {
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : null;
  // Port 80 is left out by browsers, but other clients write it.
  return url !== null && (url.host === text || `${url.host}:80` === text) ? text : null;
}

function isAmong(host: string | null, hosts: 'loopback' | readonly string[]): boolean {
  if (host === null) return false;
  const { hostname } = new URL(`http://${host}`);
  if (hosts === 'loopback') return isLoopback(hostname);
  return hosts.includes(host) || hosts.includes(hostname);
}
