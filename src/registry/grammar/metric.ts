import { z } from 'zod';
import { GRAINS } from '../../time/grain';
import { BETTERS, OVER_TIMES, UNIT_KINDS } from '../../model/registry';
import { filterGrammar } from './filter';
import { measureGrammar } from './measure';
import { formerKey, metricKey, text, words } from './words';

const unit = z
  .union([z.enum(UNIT_KINDS), z.strictObject({ currency: words.describe('An ISO 4217 code.') })])
  .describe("The unit. `currency` alone means the registry's currency.");

const was = z
  .union([formerKey, z.array(formerKey).min(1, 'at least one former key')], 'a former key, or a list of them')
  .describe('The former key, or a list of them. Each keeps working and is marked as deprecated.');

/** Expected value of a numerator. */
export const NUMERATOR = 'a measure such as `{ count: orders }`, or the key of a metric';

/** The definition of a metric. */
export const metricGrammar = z
  .strictObject({
    label: text.describe('Display name.'),
    description: text.optional().describe('Description for people. Default: the label.'),
    group: z.string('the key of a group').describe('A key of `groups`.'),
    priority: words.optional().describe('Priority, such as P0.'),
    owner: words.optional().describe('Person or team responsible for the definition.'),
    better: z
      .enum(BETTERS)
      .optional()
      .describe('The direction in which the number is better. Default: neither, also if it is made of other metrics.'),
    unit: unit.optional().meta({ default: 'count' }),
    numerator: z
      .union([metricKey, measureGrammar], NUMERATOR)
      .optional()
      .describe('The measure. For a ratio: the key of the metric to divide.'),
    denominator: metricKey.optional().describe('For a ratio: the key of the metric to divide by.'),
    metric: metricKey
      .optional()
      .describe('Instead of a numerator: the key of another metric. This metric applies its `filters` to it.'),
    expression: z
      .string('arithmetic over metrics, such as `a / b`')
      .optional()
      .describe('Instead of a numerator: arithmetic over the keys of other metrics, such as `(a - b) / c * 100`.'),
    filters: z
      .array(filterGrammar, 'a list, such as `- status: success`')
      .optional()
      .describe('Conditions on the rows of its table; with `metric`, on dimensions. All of them must hold.'),
    grain: z
      .enum(GRAINS)
      .optional()
      .describe(
        'The finest grain at which the number is meaningful. Required with a numerator; otherwise it follows from the other metrics.',
      ),
    overTime: z
      .enum(OVER_TIMES)
      .optional()
      .describe(
        'How coarser buckets follow from native ones. Default: `last` for a window or active rows, `first` for active rows at the open, `ratio` for a ratio, `sum` for a movement other than `net`, otherwise `recompute`.',
      ),
    deprecated: words.optional().describe('Why the metric is deprecated, and what to use instead.'),
    was: was.optional(),
  })
  .meta({
    id: 'Metric',
    description: 'A number that queries can ask for.',
    // Only for editors: `rules/metrics.ts` reports the same in words.
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
