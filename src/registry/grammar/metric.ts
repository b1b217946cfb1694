import { z } from 'zod';
import { GRAINS } from '../../time/grain';
import { OVER_TIMES, UNIT_KINDS } from '../../model/registry';
import { filterGrammar } from './filter';
import { measureGrammar } from './measure';
import { formerKey, metricKey, text, words } from './words';

const unit = z
  .union([z.enum(UNIT_KINDS), z.strictObject({ currency: words.describe('An ISO 4217 code.') })])
  .describe("What it is counted in; `currency` alone is the registry's.");

const was = z
  .union([formerKey, z.array(formerKey).min(1, 'at least one former key')], 'a former key, or a list of them')
  .describe('The key it had before, or a list of them: each goes on working, marked as deprecated.');

/** What is expected of a numerator. */
export const NUMERATOR = 'a measure such as `{ count: orders }`, or the key of a metric';

/** A row of the definition table. */
export const metricGrammar = z
  .strictObject({
    label: text.describe('Its name for people.'),
    description: text.optional().describe('What it says, for people. Without it, its name.'),
    group: z.string('the key of a group').describe('A key of `groups`.'),
    priority: words.optional().describe('Such as P0.'),
    owner: words.optional().describe('Who answers for the definition.'),
    unit: unit.optional().meta({ default: 'count' }),
    numerator: z
      .union([metricKey, measureGrammar], NUMERATOR)
      .optional()
      .describe('What is measured; or, of a ratio, the key of the metric above the line.'),
    denominator: metricKey.optional().describe('Of a ratio: the key of the metric below the line.'),
    metric: metricKey
      .optional()
      .describe('Instead of a numerator: another metric, which this one is under `filters` of its own.'),
    expression: z
      .string('arithmetic over metrics, such as `a / b`')
      .optional()
      .describe('Instead of a numerator: arithmetic over the keys of other metrics, such as `(a - b) / c * 100`.'),
    filters: z
      .array(filterGrammar, 'a list, such as `- status: success`')
      .optional()
      .describe('Conditions on the rows of its table, or with `metric` on dimensions; all of them must hold.'),
    grain: z
      .enum(GRAINS)
      .optional()
      .describe(
        'The finest width of time at which it means something. Required with a numerator, otherwise it follows.',
      ),
    overTime: z
      .enum(OVER_TIMES)
      .optional()
      .describe(
        'How wider widths follow. Without it: `last` of a window or of active rows, `first` of those at the open, `ratio` of a ratio, otherwise `recompute`.',
      ),
    deprecated: words.optional().describe('Why, and what to use instead.'),
    was: was.optional(),
  })
  .meta({
    id: 'Metric',
    description: 'A number of the product.',
    // Told to editors only: the rules say it in words.
    if: { required: ['metric'] },
    then: { required: ['filters'], ...without('numerator', 'denominator', 'expression', 'grain', 'overTime') },
    else: {
      if: { required: ['expression'] },
      then: without('numerator', 'denominator', 'filters', 'grain', 'overTime'),
      else: {
        required: ['numerator', 'grain'],
        if: { properties: { numerator: { type: 'string' } } },
        then: { required: ['denominator'] },
        else: without('denominator'),
      },
    },
  });

function without(...fields: string[]): object {
  return { not: { anyOf: fields.map((field) => ({ required: [field] })) } };
}

export type MetricGrammar = z.output<typeof metricGrammar>;
