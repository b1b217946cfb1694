import { beginBeside } from '../answer/beside';
import { answerFunnel, prepareFunnel } from '../answer/funnel/answerFunnel';
import { metaOfJourney } from '../answer/journeyMeta';
import { servicesOf } from '../answer/services';
import type { Warning } from '../answer/warning';
import { warningText } from '../answer/warningWords';
import { forItself } from '../engine/asker';
import type { Duration } from '../query/duration';
import { besideFunnel, checkFunnel } from '../query/funnel';
import type { MetricRequest, RangeRequest } from '../query/request';
import { loadRegistry } from '../registry/load';
import { readConditions } from './conditions';
import type { CliEnvironment } from './environment';
import { EXIT, type ExitCode } from './exitCode';
import { closing } from './interrupt';
import { funnelBars } from './print/funnelBars';
import { funnelCsv, funnelJson } from './print/funnelFlat';
import { wordingOf } from './print/wording';
import { rangeOf } from './question';
import { namesIn } from './questionOptions';

export interface FunnelFlags extends RangeRequest, Pick<MetricRequest, 'grain' | 'groupBy' | 'timeZone'> {
  readonly within: Duration;
  readonly asOf?: string;
  readonly where?: readonly string[];
  readonly csv?: true;
  readonly json?: true;
  readonly locale?: string;
}

/** Days, or buckets, of a question that names no range. */
const DEFAULT_LAST = 28;
const DEFAULT_BUCKETS = 8;

/**
 * `metergate funnel`: how many entities go through steps in order. Errors: RegistryProblems, those
 * of the question and of the database.
 */
export async function funnel(
  environment: CliEnvironment,
  steps: readonly string[],
  flags: FunnelFlags,
): Promise<ExitCode> {
  const { terminal, modelDirectory } = environment;
  const registry = loadRegistry(modelDirectory);
  const { within, where, csv, json, locale, ...given } = flags;
  const { range, defaultRange } = rangeOf(given, given.grain ? DEFAULT_BUCKETS : DEFAULT_LAST);
  const request = { ...given, within, range, steps: steps.flatMap(namesIn), where: readConditions(where ?? []) };
  const query = checkFunnel(registry, registry, request, Date.now());
  if (defaultRange !== null) terminal.notes.write(`No range is given: ${defaultRange.inWords}.`);
  const gateway = await environment.openGateway(registry);
  const { rows, meta } = await closing(gateway.engine, async () => {
    const asker = forItself(registry.limits.timeoutMs);
    const wanted = { freshness: false, warnings: true };
    const beside = beginBeside({ gateway, services: servicesOf(gateway), asker }, besideFunnel(query), wanted);
    const prepared = prepareFunnel(gateway, query);
    const answered = await answerFunnel(gateway, prepared, asker);
    const bare = metaOfJourney(gateway, prepared, answered.elapsedMs);
    return { ...answered, meta: { ...bare, warnings: await beside.warnings!(bare) } };
  });
  const printed = { query, rows, meta };
  const { data, notes } = terminal;
  const wording = wordingOf(registry, locale ?? registry.locale);
  const messageOf = (warning: Warning) => warningText(warning, registry, locale ?? null);
  data.write(
    csv
      ? funnelCsv(printed)
      : json
        ? funnelJson(printed, messageOf)
        : funnelBars({ ...printed, wording, style: data.style }),
  );
  for (const warning of meta.warnings) {
    notes.write(`${notes.style.yellow(warning.code)}: ${messageOf(warning)}`);
  }
  return EXIT.fine;
}
