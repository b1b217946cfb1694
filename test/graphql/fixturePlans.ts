import { Kind, parse, print, visit, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';

const ALIAS = 'fixture_plan';
const [PLAN] = (parse(`{ ${ALIAS}: plan { sql parameters } }`).definitions[0] as OperationDefinitionNode).selectionSet
  .selections as [FieldNode];

/** The fields that a statement answers; the catalog has one with the same name as the first. */
const TABLES = ['metrics', 'metricSeries', 'retention', 'funnel', 'explainChange'];

/** The same query that also selects the plan of each table. */
export function withPlans(document: DocumentNode): string {
  return print(
    visit(document, {
      Field: (node, _key, _parent, _path, ancestors) =>
        // Tables of entities lie below one of these.
        isTable(node) && !ancestors.some((one) => 'kind' in one && one.kind === Kind.FIELD && isTable(one))
          ? {
              ...node,
              selectionSet: { kind: Kind.SELECTION_SET, selections: [...node.selectionSet!.selections, PLAN] },
            }
          : undefined,
    }),
  );
}

function isTable(node: FieldNode): boolean {
  return TABLES.includes(node.name.value) && node.arguments!.some(({ name }) => name.value === 'range');
}

interface Plan {
  readonly sql: string;
  readonly parameters: readonly (string | null)[];
}

/** Takes the plans out of an answer: the rest is the answer to the original query. */
export function takePlans(data: Record<string, unknown> | null | undefined): Map<string, Plan> {
  const plans = new Map<string, Plan>();
  for (const [key, table] of Object.entries(data ?? {})) {
    if (typeof table !== 'object' || table === null || !(ALIAS in table)) continue;
    plans.set(key, table[ALIAS] as Plan);
    delete table[ALIAS];
  }
  return plans;
}

/**
 * The statements as a readable file: each as the gateway sends it, for the fields that it answers,
 * then the values of its `$1 …`. Null if nothing is sent.
 */
export function sqlFile(plans: ReadonlyMap<string, Plan>): string | null {
  if (plans.size === 0) return null;
  const fields = new Map<string, string[]>();
  for (const [key, { sql, parameters }] of plans) {
    const statement = statementFile(sql, parameters, (number) => `$${number}`).trimEnd();
    fields.set(statement, [...(fields.get(statement) ?? []), key]);
  }
  const statements = [...fields].map(([statement, keys]) => {
    const title = plans.size === 1 ? '' : `-- ${keys.join(', ')}\n`;
    return `${title}${statement}\n`;
  });
  return statements.join('\n');
}

/** One statement, then the value of each parameter. */
export function statementFile(
  sql: string,
  parameters: readonly (string | null)[],
  parameterName: (number: number) => string,
): string {
  const values = parameters.map((value, index) => `-- ${parameterName(index + 1)} = ${inOneLine(value)}\n`);
  return `${sql.trimEnd()};\n${values.join('')}`;
}

function inOneLine(value: string | null): string {
  return value === '' ? "''" : (value ?? 'null').replaceAll('\n', '\\n');
}
