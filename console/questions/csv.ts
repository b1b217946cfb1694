import { addressOf } from '../root';
import { rejectSession } from '../session/session';
import { proofHeaders } from './ask';
import { GatewayProblem } from './problem';

/** A file of the gateway: its name and its content. */
export interface ExportedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A byte order mark, without which Excel reads names as another character set. */
const ADDRESS = '/export.csv?bom=true';

/**
 * Returns the rows of a question as a CSV file. The browser keeps a long one on disk. Errors:
 * GatewayProblem.
 */
export async function exportCsv(args: object): Promise<ExportedFile> {
  const response = await fetch(addressOf(ADDRESS), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...proofHeaders() },
    body: JSON.stringify(args),
  }).catch(unreachable);
  if (response.status === 401) rejectSession();
  if (!response.ok) throw await problemOf(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { name: name ?? 'metrics.csv', content: await response.blob().catch(unreachable) };
}

function unreachable(): never {
  throw new GatewayProblem('UNREACHABLE', null, null);
}

async function problemOf(response: Response): Promise<GatewayProblem> {
  const body = (await response.json().catch(() => null)) as {
    readonly errors?: readonly { readonly message: string; readonly extensions?: { code?: string; hint?: string } }[];
  } | null;
  const [error] = body?.errors ?? [];
  return new GatewayProblem(
    error?.extensions?.code ?? 'INTERNAL',
    error?.message ?? null,
    error?.extensions?.hint ?? null,
  );
}
