/** The host and port of an attempt to connect. */
export interface HostAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * The reason for a connection that failed, from the error's code and words; null if neither is
 * about the network or encryption. Without an address it is for clients, who may not see one.
 */
export function networkReason(code: string, words: string, address: HostAddress | undefined): string | null {
  const at = address ? ` at ${address.host}:${address.port}` : '';
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `nothing listens${at}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return address ? `the host name "${address.host}" is not known` : 'its host name is not known';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return address ? `there is no way to the host "${address.host}"` : 'there is no way to its host';
    case 'ETIMEDOUT':
      return `nothing answered${at}`;
  }
  if (/timeout/i.test(words)) return `nothing answered${at} in time`;
  if (/SSL|TLS|certificate/i.test(words) || /CERT|SSL|TLS|EPROTO/.test(code)) {
    return `the encrypted connection${at} failed (${tlsReason(code, words)})`;
  }
  return /^(ECONNRESET|EPIPE)$/.test(code) ? 'the connection was lost' : null;
}

/** TLS has many codes; these are those of a certificate that does not fit the URL. */
function tlsReason(code: string, words: string): string {
  if (/does not support SSL/.test(words)) return 'the server has no TLS';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'the certificate of the server has another host name';
  if (/SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)/.test(code)) {
    return 'no authority in sslrootcert, or none of the public ones, has signed the certificate of the server';
  }
  return code || 'refused';
}
