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

/** What the fields of an operation mean. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** How many there are of a list, by its field; undefined: it is not for whoever counts to say. */
export type SizeOf = (field: string) => number | undefined;

/** What a table holds is paid for when it is known how many they are: here it is none. */
const PAID_SEPARATELY = new Set(['MetricTable.rows', 'MetricSeriesTable.buckets', 'MetricSeriesTable.series']);

const unknownSize: SizeOf = () => undefined;

/**
 * How many fields the answer to an operation has, but for what tables hold: those of each element
 * of a list by themselves, under each name that they are asked for by. Lists are as long as the
 * schema says they are at most (`@listSize`); those that tell of the schema, as long as they are on
 * average.
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

/** How many fields an answer has for each element of a list that is in what a field returns. */
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

/** One field of the answer, with all below. */
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
  // A router asks for as many as it names.
  if (Array.isArray(args['representations'])) return args['representations'].length;
  const listSizeArgs = field.astNode?.directives?.find(({ name }) => name.value === 'listSize')?.arguments ?? [];
  const sizes = listSizeArgs.flatMap(({ name, value }) => {
    if (name.value === 'assumedSize' && value.kind === 'IntValue') return Number(value.value);
    if (name.value !== 'slicingArguments' || value.kind !== 'ListValue') return [];
    return value.values.map((one) => (one.kind === 'StringValue' ? Number(args[one.value] ?? 0) : 0));
  });
  return Math.max(1, ...sizes);
}

/** Arguments that are wrong are for execution to tell of. */
function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Operation['variableValues']) {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}
