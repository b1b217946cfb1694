/** The part of JSON Schema that the grammar of the registry uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly title?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $ref?: string;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** The name of the definition that a schema refers to; null if it is not a reference. */
export function referenceOf({ $ref, allOf }: JsonSchema): string | null {
  const ref = $ref ?? (allOf?.length === 1 ? allOf[0]!.$ref : undefined);
  return ref === undefined ? null : ref.split('/').at(-1)!;
}
