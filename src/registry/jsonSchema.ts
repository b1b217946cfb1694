import { z } from 'zod';
import { fileGrammar } from './grammar/file';

/**
 * JSON Schema of the registry's files, generated from their grammar. Editors use it for completion
 * and checks while typing. YAML editors support draft 7.
 */
export function modelJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(fileGrammar, { target: 'draft-7', io: 'input' });
}

/** The text of `schema/model.schema.json`. */
export function modelJsonSchemaText(): string {
  return `${JSON.stringify(modelJsonSchema(), null, 2)}\n`;
}
