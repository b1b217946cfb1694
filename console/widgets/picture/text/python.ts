import { KEY_VARIABLE, type GatewayAddress } from './gatewayAddress';
import type { PictureQuery } from './pictureQuery';

/** Returns a Python program that asks the question with `requests` and prints the numbers. */
export function pythonText({ query, variables }: PictureQuery, { url, needsKey }: GatewayAddress): string {
  return `# pip install requests
${needsKey ? 'import os\n\n' : ''}import requests

QUERY = """
${query}"""

VARIABLES = ${pythonLiteral(variables)}

response = requests.post(
    ${JSON.stringify(`${url}/graphql`)},
    json={"query": QUERY, "variables": VARIABLES},
${needsKey ? `    headers={"authorization": "Bearer " + os.environ["${KEY_VARIABLE}"]},\n` : ''}    timeout=60,
)
body = response.json()
if body.get("errors"):
    raise SystemExit("\\n".join(error["message"] for error in body["errors"]))

table = body["data"]["metricSeries"]
for series in table["series"]:
    overall = series["overall"]
    print(f'{series["label"]}: {overall["formatted"] or overall["status"]}')
    for bucket, text in zip(table["buckets"], series["formatted"]):
        print(f'  {bucket["label"]}: {text or "-"}')
`;
}

const INDENT = '    ';
const WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** Returns a value of JSON as Python. Its texts are written alike in both languages. */
export function pythonLiteral(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) {
    const json = JSON.stringify(value) ?? 'null';
    return WORDS[json] ?? json;
  }
  if (Array.isArray(value)) return `[${value.map((item) => pythonLiteral(item, depth)).join(', ')}]`;
  const indent = INDENT.repeat(depth + 1);
  const lines = Object.entries(value).map(
    ([name, item]) => `${indent}${JSON.stringify(name)}: ${pythonLiteral(item, depth + 1)},\n`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${INDENT.repeat(depth)}}`;
}
