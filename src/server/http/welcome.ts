import type { Gateway } from '../../answer/gateway';
import { DEMO_MODEL, type Config } from '../config';

/** What a person sees when the gateway is up: where to go, and a query of this registry to try. */
export function welcome({ registry, engine }: Gateway, config: Config, url: string): string {
  const where =
    engine.name === 'embedded' ? `embedded PostgreSQL in ${config.dataDirectory}, demo data` : 'PostgreSQL, read only';
  const metrics = [...registry.metrics.values()];
  const body = JSON.stringify({ query: exampleQuery(metrics.map(({ key }) => key)) });
  return [
    '',
    `Metergate is ready: ${registry.metrics.size} metrics, ${registry.dimensions.size} dimensions (${where})`,
    ...(config.modelDirectory === DEMO_MODEL ? [DEMO] : []),
    '',
    `  Try it    ${url}/graphiql`,
    `  GraphQL   ${url}/graphql`,
    `  Health    ${url}/healthz`,
    '',
    'Or from a terminal, the last seven days:',
    '',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'`,
    '',
    `What you edit in ${config.modelDirectory} is served as soon as it is saved. Ctrl-C stops it.`,
  ].join('\n');
}

const DEMO =
  "The metrics are the demo product's, for want of ./schema/model: `metergate init` puts them there, to make them yours.";

function exampleQuery(keys: readonly string[]): string {
  const values = keys.slice(0, 3).join(' ');
  return `{ metrics(range: { last: 7, unit: DAY }, grain: DAY) { rows { time { date } values { ${values} } } } }`;
}
