import { beginBeside } from '../answer/beside';
import { answerExplanation, metaOfExplanation, prepareExplanation } from '../answer/explain/answerExplain';
import { servicesOf } from '../answer/services';
import type { Warning } from '../answer/warning';
import { warningText } from '../answer/warningWords';
import { forItself } from '../engine/asker';
import { checkExplain } from '../query/explain';
import type { MetricRequest, RangeRequest } from '../query/request';
import { loadRegistry } from '../registry/load';
import { comparisonOf } from './compared';
import { readConditions } from './conditions';
import type { CliEnvironment } from './environment';
import { EXIT, type ExitCode } from './exitCode';
import { closing } from './interrupt';
import { partsCsv, partsJson } from './print/partsFlat';
import { waterfall } from './print/waterfall';
import { wordingOf } from './print/wording';
import { rangeOf } from './question';

export interface ExplainFlags extends RangeRequest, Pick<MetricRequest, 'timeZone'> {
  readonly by?: readonly string[];
  readonly top?: number;
  /** `previous`, or a number of units. */
  readonly compare?: string;
  readonly asOf?: string;
  readonly where?: readonly string[];
  readonly csv?: true;
  readonly json?: true;
  readonly locale?: string;
}

/**
 * `metergate explain`: which groups make up the change of a metric. Errors: RegistryProblems, those
 * of the question and of the database.
 */
export async function explain(environment: CliEnvironment, metric: string, flags: ExplainFlags): Promise<ExitCode> {
  const { terminal, modelDirectory } = environment;
  const registry = loadRegistry(modelDirectory);
  const { by, top, compare, where, timeZone, asOf, csv, json, locale } = flags;
  const { range, defaultRange } = rangeOf(flags);
  const request = {
    ...{ metric, range, by: by ?? [], top: top ?? null, timeZone: timeZone ?? null, asOf: asOf ?? null },
    compare: comparisonOf(compare),
    where: readConditions(where ?? []),
  };
  const query = checkExplain(registry, request, Date.now());
  if (defaultRange !== null) terminal.notes.write(`No range is given: ${defaultRange.inWords}.`);
  const gateway = await environment.openGateway(registry);
  const { explanation, meta } = await closing(gateway.engine, async () => {
    const asker = forItself(registry.limits.timeoutMs);
    const wanted = { freshness: false, warnings: true };
    const beside = beginBeside({ gateway, services: servicesOf(gateway), asker }, query.query, wanted);
    const prepared = prepareExplanation(gateway, query);
    const answered = await answerExplanation(gateway, prepared, asker);
    const bare = metaOfExplanation(gateway, prepared, answered);
    return { ...answered, meta: { ...bare, warnings: await beside.warnings!(bare) } };
  });
  const printed = { metric, explanation, meta };
  const { data, notes } = terminal;
  const messageOf = (warning: Warning) => warningText(warning, registry, locale ?? null);
  const wording = wordingOf(registry, locale ?? registry.locale);
  data.write(
    csv
      ? partsCsv(printed)
      : json
        ? partsJson(printed, messageOf)
        : waterfall({ ...printed, wording, style: data.style }),
  );
  for (const warning of meta.warnings) {
    notes.write(`${notes.style.yellow(warning.code)}: ${messageOf(warning)}`);
  }
  return EXIT.fine;
}
