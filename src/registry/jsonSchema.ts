import { z } from 'zod';
import { fileGrammar } from './grammar/file';

/**
 * JSON Schema of the registry's files, made from the grammar they are read by: editors complete and check by it while
 * one types. Draft 7 is what YAML editors know.
 */
export function modelJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(fileGrammar, { target: 'draft-7', io: 'input' });
}

/** The text of `schema/model.schema.json`. */
export function modelJsonSchemaText(): string {
  return `${JSON.stringify(modelJsonSchema(), null, 2)}\n`;
}
