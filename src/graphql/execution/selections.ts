import type { FieldNode, GraphQLObjectType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { getFieldDef, type ExecutionContext } from 'graphql/execution/execute';
import { fieldReader, type ReadField } from './fields';
import { allOf, isPromise, resultWith } from './promises';
import type { ReadSelection, Selections } from './running';

type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/** Prepares the selections of one operation. */
export class SelectionReader implements Selections {
  constructor(private readonly context: ExecutionContext) {}

  /** The function that reads the fields below `nodes` from values of a type. */
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): ReadSelection {
    const { schema, fragments, variableValues } = this.context;
    return this.ofType(type, collectSubfields(schema, fragments, variableValues, type, nodes as FieldNode[]));
  }

  /** The function that reads these fields from values of a type. */
  ofType(type: GraphQLObjectType, selected: Selected): ReadSelection {
    const fields: (readonly [key: string, read: ReadField])[] = [];
    for (const [key, nodes] of selected) {
      const field = getFieldDef(this.context.schema, type, nodes[0]!);
      // The library leaves out fields that do not exist.
      if (field) fields.push([key, fieldReader(this.context, this, { type, field, key, nodes })]);
    }
    const begin = resultWith(fields.map(([key]) => key));
    return (source, path) => {
      const results = begin();
      let isAsync = false;
      try {
        for (const [key, read] of fields) {
          const result = read(source, path);
          results[key] = result;
          if (isPromise(result)) isAsync = true;
        }
      } catch (error) {
        if (!isAsync) throw error;
        // The other promises may fail too, and must not stay unhandled.
        return allOf(results).finally(() => {
          throw error;
        });
      }
      return isAsync ? allOf(results) : results;
    };
  }
}
