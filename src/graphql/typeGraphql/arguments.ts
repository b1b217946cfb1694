import { Arg, type ClassType } from 'type-graphql';
import { argumentType } from './metadata';

/** The declaration of one argument of a field. */
export interface FieldArgument {
  readonly type: () => unknown;
  readonly nullable: boolean;
  readonly defaultValue?: unknown;
  readonly description: string;
}

/** The arguments of a field, by name. */
export type FieldArguments = Readonly<Record<string, FieldArgument>>;

/**
 * Declares the arguments of a resolver's method. They come after its first `before` parameters: the
 * context, the info and perhaps the root. Returns the function that reads their values into one
 * object. type-graphql would look up a class of arguments in the metadata of the schema that was
 * built last.
 */
export function declareArguments<Question extends object>(
  resolver: ClassType,
  method: string,
  declared: FieldArguments,
  before = 2,
): (args: readonly unknown[]) => Question {
  const names = Object.keys(declared);
  names.forEach((name, index) => {
    const { type, ...options } = declared[name]!;
    Arg(name, argumentType(type as () => ClassType), options)(resolver.prototype as object, method, before + index);
  });
  return (args) => Object.fromEntries(names.map((name, index) => [name, args[index]])) as unknown as Question;
}
