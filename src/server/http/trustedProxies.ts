import proxyAddress from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { StartupProblem } from '../startupProblem';

/**
 * Returns whether the gateway believes the `x-forwarded-for` of a peer: its address, and its
 * distance in hops, from 0 for the peer that connects.
 */
export type TrustedProxies = (address: string, hop: number) => boolean;

export const NO_PROXIES: TrustedProxies = () => false;

/**
 * Reads TRUST_PROXY: the number of proxies in front of the gateway, or their addresses and networks
 * with commas. Errors: StartupProblem.
 */
export function readProxies(text: string | undefined): TrustedProxies {
  if (text === undefined || text === '0') return NO_PROXIES;
  if (/^[1-9]\d?$/.test(text)) return (_, hop) => hop < Number(text);
  const listed = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const wrong = listed.find((one) => !isNetwork(one));
  if (wrong === undefined && listed.length > 0) return proxyAddress.compile(listed);
  throw new StartupProblem(
    `TRUST_PROXY is "${text}", and "${wrong ?? ''}" is not an address or network. Give the number of proxies in front of the gateway, such as 1, or their networks, such as 10.0.0.0/8,fd00::/8.`,
  );
}

function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128));
}

/** Returns the address of a client: the nearest one that is not a trusted proxy. */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  return proxyAddress(request, trusted);
}
