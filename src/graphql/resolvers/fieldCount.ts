import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { introspectedSizes } from './introspectedSizes';

/** The context that gives the fields of an operation their meaning. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** The length of a list by its field; undefined if unknown. */
export type SizeOf = (field: string) => number | undefined;

/** The lists of tables are paid for when their length is known: here they count 0. */
const PAID_SEPARATELY = new Set([
  'MetricTable.rows',
  'MetricSeriesTable.buckets',
  'MetricSeriesTable.series',
  'MetricRetentionTable.cohorts',
  'MetricRetentionTable.overall',
  'MetricFunnelTable.rows',
  'MetricChangeExplanation.dimensions',
]);

const unknownSize: SizeOf = () => undefined;

/**
 * The number of fields in the answer to an operation, without the lists of tables. Each element of
 * a list counts, and each alias. A list has the maximum length of the schema (`@listSize`); a list
 * of introspection its average length.
 */
export function fieldCountOfOperation(
  operation: Operation,
  { operation: kind, selectionSet }: OperationDefinitionNode,
): number {
  const { schema, fragments, variableValues } = operation;
  const root = schema.getRootType(kind);
  if (!root) return 0;
  return Math.ceil(
    sum(operation, root, collectFields(schema, fragments, variableValues, root, selectionSet), unknownSize),
  );
}

/** The number of fields for each element of a list below a field. */
export function fieldCountPerItem(info: GraphQLResolveInfo, list: string, sizeOf: SizeOf = unknownSize): number {
  const { schema, fragments, variableValues, fieldNodes } = info;
  const type = getNamedType(info.returnType) as GraphQLObjectType;
  const itemType = getNamedType(type.getFields()[list]!.type) as GraphQLObjectType;
  const selected = collectSubfields(schema, fragments, variableValues, type, fieldNodes as FieldNode[]);
  return [...selected.values()]
    .filter(([node]) => node!.name.value === list)
    .reduce((all, nodes) => all + 1 + fieldsBelow(info, itemType, nodes, sizeOf), 0);
}

function fieldsBelow(
  operation: Operation,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  sizeOf: SizeOf,
): number {
  const { schema, fragments, variableValues } = operation;
  if (isAbstractType(type)) {
    return Math.max(0, ...schema.getPossibleTypes(type).map((one) => fieldsBelow(operation, one, nodes, sizeOf)));
  }
  return sum(operation, type, collectSubfields(schema, fragments, variableValues, type, nodes as FieldNode[]), sizeOf);
}

function sum(
  operation: Operation,
  parent: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
  sizeOf: SizeOf,
): number {
  return [...selected.values()].reduce((all, nodes) => all + fieldsOf(operation, parent, nodes, sizeOf), 0);
}

/** The number of fields of one field and all below it. */
function fieldsOf(
  operation: Operation,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
  sizeOf: SizeOf,
): number {
  const [node] = nodes;
  const field = fieldNamed(parent, node!.name.value);
  if (field === undefined) return 1;
  if (PAID_SEPARATELY.has(`${parent.name}.${field.name}`)) return 0;
  const type = getNamedType(field.type);
  const one = isCompositeType(type) ? 1 + fieldsBelow(operation, type, nodes, sizeOf) : 1;
  if (parent.name.startsWith('__'))
    return one * (introspectedSizes(operation.schema).get(`${parent.name}.${field.name}`) ?? 1);
  return isList(field.type) ? one * (sizeOf(field.name) ?? sizeInSchema(operation, field, node!)) : one;
}

function fieldNamed(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((one) => one.name === name) ?? parent.getFields()[name];
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function sizeInSchema({ variableValues }: Operation, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
  const args = argumentsOf(field, node, variableValues);
  // A router gets as many entities as it names.
  if (Array.isArray(args['representations'])) return args['representations'].length;
  const listSizeArgs = field.astNode?.directives?.find(({ name }) => name.value === 'listSize')?.arguments ?? [];
  const sizes = listSizeArgs.flatMap(({ name, value }) => {
    if (name.value === 'assumedSize' && value.kind === 'IntValue') return Number(value.value);
    if (name.value !== 'slicingArguments' || value.kind !== 'ListValue') return [];
    return value.values.map((one) => (one.kind === 'StringValue' ? Number(args[one.value] ?? 0) : 0));
  });
  return Math.max(1, ...sizes);
}

/** Execution reports wrong arguments. */
function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Operation['variableValues']) {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}
