import { KEY_VARIABLE, type GatewayAddress } from './gatewayAddress';
import type { PictureQuery } from './pictureQuery';

/** Returns a command for a shell that asks the question and prints the answer as JSON. */
export function curlText({ query, variables }: PictureQuery, gateway: GatewayAddress): string {
  return post(gateway, '/graphql', { query: query.replace(/\s+/g, ' ').trim(), variables });
}

/** Returns a command for a shell that prints the rows of the question as CSV. */
export function curlExportText(args: object, gateway: GatewayAddress): string {
  return post(gateway, '/export.csv', args);
}

function post({ url, needsKey }: GatewayAddress, path: string, body: object): string {
  return [
    `curl --fail-with-body ${quoted(url + path)}`,
    // In double quotes: the shell writes the key in.
    ...(needsKey ? [`-H "authorization: Bearer $${KEY_VARIABLE}"`] : []),
    `-H 'content-type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** A text in single quotes, in which a shell replaces nothing. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
