import * as fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Registry } from '../../src/model/registry';
import { Draw } from './draw';
import { Topic } from './topic';
import { Values, type Value } from './values';
import { written } from './valueText';

/** A document of the schema, with its variables and operation name. */
export interface Document {
  readonly query: string;
  readonly variables: Readonly<Record<string, Value>>;
  readonly operationName?: string;
}

/**
 * Documents that the schema allows, with names and values of the registry. About half of them
 * contain values that no sensible person would send.
 */
export function documentsOf(schema: GraphQLSchema, registry: Registry): fc.Arbitrary<Document> {
  const oddEach = fc.constantFrom(Infinity, Infinity, 30, 8);
  return fc.tuple(fc.gen(), oddEach).map(([gen, each]) => new Writer(schema, registry, new Draw(gen, each)).document());
}

const DEEPEST = 6;

/** Writes one document by a walk through the schema. */
class Writer {
  private readonly declared: string[] = [];
  private readonly variables: Record<string, Value> = {};
  private readonly fragments: string[] = [];
  private readonly entities: readonly string[];
  private topic: Topic;
  private names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly registry: Registry,
    private readonly draw: Draw,
  ) {
    const union = schema.getType('_Entity');
    this.entities = isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
    this.topic = Topic.drawn(draw, registry);
  }

  document(): Document {
    const root = this.schema.getQueryType()!;
    const selection = this.selection(root, 0);
    const declared = this.declared.length === 0 ? '' : `(${this.declared.join(', ')})`;
    const isOneOfTwo = this.draw.once(12);
    const parts = [
      `query ${isOneOfTwo || declared !== '' ? 'Asked' : ''}${declared} ${selection}`,
      ...(isOneOfTwo ? ['query Other { __typename }'] : []),
      ...this.fragments,
    ];
    return {
      query: parts.join('\n'),
      variables: this.variables,
      ...(isOneOfTwo && { operationName: this.draw.of(['Asked', 'Other']) }),
    };
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.draw.below(depth < 2 ? 2 : 4);
    return `{ ${Array.from({ length: count }, () => this.selected(type, depth)).join(' ')} }`;
  }

  private selected(type: GraphQLCompositeType, depth: number): string {
    const { draw } = this;
    if (draw.once(12)) return `... ${this.directives()} ${this.selection(type, depth + 1)}`;
    if (isAbstractType(type) && (isUnionType(type) || draw.once(4))) {
      const possible = draw.of(this.schema.getPossibleTypes(type));
      return `... on ${possible.name} ${this.directives()} ${this.selection(possible, depth + 1)}`;
    }
    if (draw.once(15)) {
      const name = `F${this.names++}`;
      this.fragments.push(`fragment ${name} on ${type.name} ${this.selection(type, depth + 1)}`);
      return `...${name} ${this.directives()}`;
    }
    if (isUnionType(type) || draw.once(30)) return '__typename';
    return this.field(type, depth);
  }

  private field(type: GraphQLCompositeType, depth: number): string {
    const all = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const isLast = depth >= DEEPEST;
    const reached = Object.keys(all).filter((name) => !isLast || !isCompositeType(getNamedType(all[name]!.type)));
    if (reached.length === 0) return '__typename';
    if (depth === 0 && this.draw.once(20)) return this.introspection();
    const field = all[this.draw.of(this.topic.fitting(reached, this.draw.isOdd()))]!;
    return this.written(field, depth);
  }

  private written(field: GraphQLField<unknown, unknown>, depth: number): string {
    const before = this.topic;
    const names = field.args.map(({ name }) => name);
    if (names.includes('range')) this.topic = Topic.drawn(this.draw, this.registry);
    // Each field gets its own alias, so that fields with different arguments never conflict.
    const alias = field.args.length > 0 || this.draw.once(20) ? `a${this.names++}: ` : '';
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${this.selection(type, depth + 1)}` : '';
    const text = `${alias}${field.name}${this.arguments(field)} ${this.directives()}${below}`;
    this.topic = before;
    return text;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const required = field.args.filter(isRequiredArgument);
    const optional = field.args.filter((arg) => !isRequiredArgument(arg));
    const grouping = optional.filter(({ name }) => name === 'groupBy' && !this.draw.once(4));
    const others = this.draw.some(
      optional.filter((arg) => !grouping.includes(arg)),
      2,
    );
    const given = [...required, ...grouping, ...others].map(
      ({ name, type, defaultValue }) => `${name}: ${this.argument(type, defaultValue !== undefined)}`,
    );
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  private argument(type: GraphQLInputType, hasDefault: boolean): string {
    const { draw } = this;
    const value = new Values(draw, this.topic, this.entities).of(type);
    if (!draw.once(4)) return written(value, type);
    const name = `v${this.names++}`;
    const isLeftOut = hasDefault && draw.once(4);
    const byDefault = !isLeftOut && draw.once(6);
    this.declared.push(`$${name}: ${String(type)}${byDefault || isLeftOut ? ` = ${written(value, type)}` : ''}`);
    if (!isLeftOut) this.variables[name] = value;
    return `$${name}`;
  }

  private directives(): string {
    const { draw } = this;
    if (!draw.once(12)) return '';
    return `@${draw.of(['include', 'skip'])}(if: ${draw.once(2)})`;
  }

  private introspection(): string {
    const [schema, type] = [this.schema.getType('__Schema'), this.schema.getType('__Type')];
    if (this.draw.once(2)) return `__schema ${this.selection(schema as GraphQLCompositeType, DEEPEST - 3)}`;
    const name = this.draw.of(Object.keys(this.schema.getTypeMap()));
    return `t${this.names++}: __type(name: "${name}") ${this.selection(type as GraphQLCompositeType, DEEPEST - 2)}`;
  }
}
