import type { z } from 'zod';
import type { AskGateway } from '../askGateway';

/** What a tool needs besides its arguments. */
export interface ToolContext {
  readonly ask: AskGateway;
  /** The address of the console, for links; null: there is none. */
  readonly consoleUrl: string | null;
}

/** A tool: its words for a model, its arguments, and the answer as text. */
export interface Tool<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly shape: Shape;
  run(args: z.output<z.ZodObject<Shape>>, context: ToolContext): Promise<string>;
}

/** Checks a tool, and keeps the types of its arguments. */
export function tool<Shape extends z.ZodRawShape>(one: Tool<Shape>): Tool<Shape> {
  return one;
}
