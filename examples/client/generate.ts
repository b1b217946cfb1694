import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import * as documents from '@graphql-codegen/typed-document-node';
import { buildSchema, parse, printSchema, type GraphQLSchema } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SCHEMA = path.join(__dirname, '../../schema/schema.graphql');
const QUERIES = path.join(__dirname, 'queries');

/** The TypeScript types of numbers and times. Exact decimals and instants are strings. */
const SCALARS = {
  Date: 'string',
  DateTime: 'string',
  Decimal: { input: 'string | number', output: 'string' },
  Locale: 'string',
  TimePoint: 'string',
  TimeZone: 'string',
};

/**
 * Generates the types of the queries from the schema. Names stay unchanged, such as `revenue_mrr`.
 */
export async function generated(): Promise<string> {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
  const types = await typedDocuments(schema, QUERIES, { scalars: SCALARS });
  return `// Made by \`npm run client\` from schema/schema.graphql and queries/. Not to be edited.\n${types}`;
}

/** Generates the types of the documents in a folder. `config` is that of the generator. */
export async function typedDocuments(schema: GraphQLSchema, folder: string, config: object): Promise<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const types = await codegen({
    filename: 'generated.ts',
    schema: parse(printSchema(schema)),
    documents: files.sort().map((file) => ({
      location: file,
      document: parse(readFileSync(path.join(folder, file), 'utf8')),
    })),
    config: {
      namingConvention: 'keep',
      enumsAsTypes: true,
      immutableTypes: true,
      skipTypename: true,
      onlyOperationTypes: true,
      useTypeImports: true,
      ...config,
    },
    pluginMap: { operations, documents },
    plugins: [{ operations: {} }, { documents: {} }],
  });
  return withShortComments(types);
}

const WIDTH = 100;

/** Wraps the comments of one line that are too wide for an editor. */
function withShortComments(code: string): string {
  return code.replace(/^( *)\/\*\* (.+) \*\/$/gm, (line: string, indent: string, text: string) => {
    if (line.length <= WIDTH) return line;
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = `${lines.at(-1)} ${word}`;
      if (lines.length === 0 || `${indent} * ${longer}`.length > WIDTH) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return [`${indent}/**`, ...lines.map((one) => `${indent} * ${one}`), `${indent} */`].join('\n');
  });
}
