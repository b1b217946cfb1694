import { z } from 'zod';
import { rowFilterGrammar } from './filter';
import { MOST_UNITS, tableKey, text, wholeNumber } from './words';

/** Some of what there is: by name, or all but what is named. */
function someOf(what: string) {
  const named = z.array(z.string(what), 'a list of names');
  return z.union(
    [
      named,
      z.strictObject({ except: named.min(1, 'at least one name').describe('All but these.') }, 'a list of names'),
    ],
    'a list of names, or `{ except: [ … ] }`',
  );
}

/** What some of those who ask may see. */
export const roleGrammar = z
  .strictObject({
    label: text.describe('Its name for people.'),
    description: text.optional().describe('Who has it, for people. Without it, its name.'),
    metrics: someOf('the key of a metric or of a group')
      .optional()
      .describe('Keys of metrics and groups that can be asked; or all `except` these. Omitted: all.'),
    dimensions: someOf('the key of a dimension')
      .optional()
      .describe('Dimensions that can be grouped and filtered by; or all `except` these. Omitted: all.'),
    rows: z
      .array(rowFilterGrammar, 'a list, such as `- channel: { claim: channels }`')
      .optional()
      .describe('Which rows there are, in every table: all of the conditions hold. Omitted: all rows.'),
    public: z
      .array(tableKey, 'a list of tables')
      .optional()
      .describe('Tables whose rows belong to nobody, such as articles: all of them are there, whatever `rows` says.'),
    plan: z
      .boolean('true or false')
      .optional()
      .meta({ description: 'Whether it is shown how an answer is computed, SQL included.', default: false }),
    introspection: z
      .boolean('true or false')
      .optional()
      .meta({ description: 'Whether it may ask for the schema itself, as tools for developers do.', default: true }),
    smallestGroup: z
      .record(z.string(), wholeNumber(2, MOST_UNITS))
      .refine((sizes) => Object.keys(sizes).length === 1, 'one dimension and a number, such as `{ visitor: 5 }`')
      .optional()
      .describe(
        'A dimension that tells people apart, and a number: what rests on fewer of them is not told, but SUPPRESSED.',
      ),
  })
  .meta({ id: 'Role', description: 'What some of those who ask may see.' });

export type RoleGrammar = z.output<typeof roleGrammar>;
