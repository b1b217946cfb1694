import type { Gateway } from '../../answer/gateway';
import type { Engine } from '../../engine/engine';
import { DEMO_MODEL, type Config } from '../config';

/**
 * Returns the text that is printed once the gateway listens: its addresses, and an example query of
 * this registry.
 */
export function welcome({ registry, engine }: Gateway, config: Config, url: string): string {
  const names: { readonly [N in Engine['name']]: string } = {
    embedded: `embedded PostgreSQL in ${config.dataDirectory}, demo data`,
    postgresql: 'PostgreSQL, read only',
    clickhouse: 'ClickHouse, read only',
  };
  const where = names[engine.name];
  const metrics = [...registry.metrics.values()];
  const body = JSON.stringify({ query: exampleQuery(metrics.map(({ key }) => key)) });
  const key = config.auth === null ? '' : ' -H "authorization: Bearer $KEY"';
  return [
    '',
    `Metergate is ready: ${registry.metrics.size} metrics, ${registry.dimensions.size} dimensions (${where})`,
    ...(config.modelDirectory === DEMO_MODEL ? [DEMO] : []),
    '',
    `  Console   ${url}/`,
    `  GraphiQL  ${url}/graphiql`,
    `  GraphQL   ${url}/graphql`,
    `  Guides    ${url}/docs/`,
    `  Health    ${url}/healthz`,
    '',
    config.auth === null
      ? 'Or from a terminal, the last seven days:'
      : 'Or from a terminal, the last seven days, with an API key or a token as KEY:',
    '',
    `  curl -s ${url}/graphql${key} -H 'content-type: application/json' -d '${body}'`,
    '',
    `Edits in ${config.modelDirectory} are served as soon as you save them. Ctrl-C stops the server.`,
  ].join('\n');
}

const DEMO =
  "The metrics are the demo product's, because ./schema/model is missing. `metergate init` copies them there, as a start for yours.";

function exampleQuery(keys: readonly string[]): string {
  const values = keys.slice(0, 3).join(' ');
  return `{ metrics(range: { last: 7, unit: DAY }, grain: DAY) { rows { time { date } values { ${values} } } } }`;
}
