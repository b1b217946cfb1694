import { z } from 'zod';
import { dashboardGrammar } from './grammar';

/** JSON Schema of a dashboard's file, generated from its grammar, for editors. */
export function dashboardJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(dashboardGrammar, { target: 'draft-7', io: 'input' });
}

/** The text of `schema/dashboard.schema.json`. */
export function dashboardJsonSchemaText(): string {
  return `${JSON.stringify(dashboardJsonSchema(), null, 2)}\n`;
}
