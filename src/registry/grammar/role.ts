import { z } from 'zod';
import { rowFilterGrammar } from './filter';
import { MOST_UNITS, tableKey, text, wholeNumber } from './words';

/** A selection: a list of names, or all names except some. */
function someOf(what: string) {
  const named = z.array(z.string(what), 'a list of names');
  return z.union(
    [
      named,
      z.strictObject({ except: named.min(1, 'at least one name').describe('All except these.') }, 'a list of names'),
    ],
    'a list of names, or `{ except: [ … ] }`',
  );
}

/** The part of the product that callers with a role may see. */
export const roleGrammar = z
  .strictObject({
    label: text.describe('Display name.'),
    description: text.optional().describe('Who has the role, for people. Default: the label.'),
    metrics: someOf('the key of a metric or of a group')
      .optional()
      .describe('Keys of the visible metrics and groups, or all `except` these. Default: all.'),
    dimensions: someOf('the key of a dimension')
      .optional()
      .describe('Keys of the visible dimensions, or all `except` these. Default: all.'),
    rows: z
      .array(rowFilterGrammar, 'a list, such as `- channel: { claim: channels }`')
      .optional()
      .describe('Visible rows of every table: those for which all conditions hold. Default: all rows.'),
    public: z
      .array(tableKey, 'a list of tables')
      .optional()
      .describe(
        'Tables whose rows belong to nobody, such as articles. All their rows are visible, whatever `rows` says.',
      ),
    plan: z
      .boolean('true or false')
      .optional()
      .meta({ description: 'Whether the role may see how an answer is computed, including SQL.', default: false }),
    introspection: z
      .boolean('true or false')
      .optional()
      .meta({ description: 'Whether the role may query the schema itself, as developer tools do.', default: true }),
    smallestGroup: z
      .record(z.string(), wholeNumber(2, MOST_UNITS))
      .refine((sizes) => Object.keys(sizes).length === 1, 'one dimension and a number, such as `{ visitor: 5 }`')
      .optional()
      .describe(
        'A dimension that identifies people, and a number. A value from fewer people is SUPPRESSED instead of shown.',
      ),
  })
  .meta({ id: 'Role', description: 'The metrics, dimensions and rows that callers with this role may see.' });

export type RoleGrammar = z.output<typeof roleGrammar>;
