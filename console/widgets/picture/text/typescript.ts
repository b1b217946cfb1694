import { KEY_VARIABLE, type GatewayAddress } from './gatewayAddress';
import type { PictureQuery } from './pictureQuery';

/** Returns a program with types that asks the question and prints the numbers. */
export function typescriptText({ query, variables }: PictureQuery, { url, needsKey }: GatewayAddress): string {
  const isCompared = 'compare' in variables;
  return `// Save as picture.mts. Run it with Node 22.18 or later: node picture.mts
const query = \`
${query.replaceAll(/[\\`]|\$(?=\{)/g, '\\$&')}\`;

const variables = ${JSON.stringify(variables, null, 2)};

type Status = 'OK' | 'NO_DATA' | 'SUPPRESSED' | 'DIVIDE_BY_ZERO';

interface Bucket {
  start: string;
  end: string;
  label: string;
  complete: boolean;
}

/** \`values[i]\` belongs to \`buckets[i]\`. A value is null unless its status is OK. */
interface Series {
  label: string;
  values: (number | null)[];
  formatted: (string | null)[];
  statuses: Status[];
${isCompared ? '  previous: (number | null)[];\n  changes: (number | null)[];\n' : ''}  overall: {
    value: number | null;
    formatted: string | null;
    status: Status;
${isCompared ? '    previous: number | null;\n    change: number | null;\n' : ''}  };
}

interface Answer {
  data?: { metricSeries: { buckets: Bucket[]; series: Series[] } | null } | null;
  errors?: { message: string; extensions: { code: string; hint?: string } }[];
}
${needsKey ? `\ndeclare const process: { env: Record<string, string | undefined> };\n` : ''}
const response = await fetch(${JSON.stringify(`${url}/graphql`)}, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
${needsKey ? `    authorization: \`Bearer \${process.env['${KEY_VARIABLE}']}\`,\n` : ''}  },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = (await response.json()) as Answer;
const table = data?.metricSeries;
if (!table) throw new Error(errors?.map(({ message }) => message).join('\\n') ?? response.statusText);

for (const { label, formatted, overall } of table.series) {
  console.log(\`\${label}: \${overall.formatted ?? overall.status}\`);
  table.buckets.forEach((bucket, index) => console.log(\`  \${bucket.label}: \${formatted[index] ?? '-'}\`));
}

export {};
`;
}
