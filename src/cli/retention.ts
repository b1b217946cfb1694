import { beginBeside } from '../answer/beside';
import { metaOfJourney } from '../answer/journeyMeta';
import { answerRetention, prepareRetention } from '../answer/retention/answerRetention';
import { servicesOf } from '../answer/services';
import type { Warning } from '../answer/warning';
import { warningText } from '../answer/warningWords';
import { forItself } from '../engine/asker';
import { besideOf, checkRetention, type RetentionQuery } from '../query/retention';
import type { Grain } from '../time/grain';
import type { MetricRequest, RangeRequest } from '../query/request';
import { loadRegistry } from '../registry/load';
import { readConditions } from './conditions';
import type { CliEnvironment } from './environment';
import { EXIT, type ExitCode } from './exitCode';
import { closing } from './interrupt';
import { cohortsCsv, cohortsJson } from './print/cohortsFlat';
import { cohortTable } from './print/cohortTable';
import { wordingOf } from './print/wording';
import { rangeOf } from './question';

export interface RetentionFlags extends RangeRequest, Pick<MetricRequest, 'groupBy' | 'timeZone'> {
  readonly period: Grain;
  readonly periods?: number;
  readonly mode: 'on' | 'on-or-after';
  readonly asOf?: string;
  readonly where?: readonly string[];
  readonly csv?: true;
  readonly json?: true;
  readonly locale?: string;
}

/** Cohorts of a question that names no range. */
const DEFAULT_COHORTS = 8;

/**
 * `metergate retention`: cohorts, and how many of each come back. Errors: RegistryProblems, those
 * of the question and of the database.
 */
export async function retention(
  environment: CliEnvironment,
  [cohort, returning]: readonly [string, string],
  flags: RetentionFlags,
): Promise<ExitCode> {
  const { terminal, modelDirectory } = environment;
  const registry = loadRegistry(modelDirectory);
  const { period, periods, mode, where, csv, json, locale, ...given } = flags;
  const { range, defaultRange } = rangeOf({ ...given, grain: period }, DEFAULT_COHORTS);
  const request = {
    ...given,
    ...{ cohort, returning, period, range, periods: periods ?? null },
    where: readConditions(where ?? []),
    mode: mode === 'on' ? ('on' as const) : ('onOrAfter' as const),
  };
  const query: RetentionQuery = checkRetention(registry, registry, request, Date.now());
  if (defaultRange !== null) terminal.notes.write(`No range is given: ${defaultRange.inWords}.`);
  const gateway = await environment.openGateway(registry);
  const { table, meta } = await closing(gateway.engine, async () => {
    const asker = forItself(registry.limits.timeoutMs);
    const wanted = { freshness: false, warnings: true };
    const beside = beginBeside({ gateway, services: servicesOf(gateway), asker }, besideOf(query), wanted);
    const prepared = prepareRetention(gateway, query);
    const answered = await answerRetention(gateway, prepared, asker);
    const bare = metaOfJourney(gateway, prepared, answered.elapsedMs);
    return { ...answered, meta: { ...bare, warnings: await beside.warnings!(bare) } };
  });
  const printed = { query, table, meta };
  const { data, notes } = terminal;
  const wording = wordingOf(registry, locale ?? registry.locale);
  const messageOf = (warning: Warning) => warningText(warning, registry, locale ?? null);
  data.write(
    csv
      ? cohortsCsv(printed)
      : json
        ? cohortsJson(printed, messageOf)
        : cohortTable({ ...printed, wording, style: data.style }),
  );
  for (const warning of meta.warnings) {
    notes.write(`${notes.style.yellow(warning.code)}: ${messageOf(warning)}`);
  }
  return EXIT.fine;
}
