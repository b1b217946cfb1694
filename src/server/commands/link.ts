import { CommandProblem, usageProblem } from '../../cli/commandProblem';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import type { Terminal } from '../../cli/terminal';
import { ArgumentMistakes, exportedQuery } from '../../graphql/resolvers/exportQuestion';
import { schemaFor } from '../../graphql/schemaFor';
import { viewOf } from '../../policy/view';
import type { Viewer } from '../../policy/viewer';
import { loadRegistry } from '../../registry/load';
import { signatureOf } from '../auth/links';
import type { Config } from '../config';
import { lifetimeOf, objectOf, readQuestion, type LinkFlags } from './linkQuestion';

type LinkConfig = Pick<Config, 'port' | 'basePath' | 'modelDirectory' | 'linkKey' | 'auth'>;

/**
 * `metergate link`: prints an address that an export accepts without headers until it expires. It
 * needs no database and no running gateway, only the key and the registry. Errors: CommandProblem,
 * and those of the question.
 */
export function link(question: string, flags: LinkFlags, config: LinkConfig, { data, notes }: Terminal): ExitCode {
  if (config.linkKey === null) throw new CommandProblem(NO_KEY);
  const lifetime = lifetimeOf(flags.expires);
  const { base, path, parameters } = readQuestion(question, flags, `http://127.0.0.1:${config.port}${config.basePath}`);
  const claims = flags.claims === undefined ? {} : objectOf(flags.claims, '--claims');
  checkQuestion(parameters['arguments']!, { role: flags.role ?? null, claims, schema: 'own' }, config);
  const expires = Math.floor(Date.now() / 1_000) + lifetime;
  const signed = {
    ...parameters,
    ...(flags.role !== undefined && { role: flags.role }),
    ...(flags.claims !== undefined && { claims: JSON.stringify(claims) }),
    expires: String(expires),
  };
  const signature = signatureOf({ path, parameters: signed }, config.linkKey);
  data.write(`${base}${path}?${queryOf({ ...signed, signature })}\n`);
  const as = flags.role === undefined ? '' : ` as ${flags.role}`;
  notes.write(
    `Everybody who has this link can read these numbers${as}, until ${new Date(expires * 1_000).toISOString()}.`,
  );
  return EXIT.fine;
}

const NO_KEY =
  'LINK_KEY is not set. Give the gateway and this command the same secret of 32 bytes or more, such as `openssl rand -base64 48` makes.';

/** Spreadsheets read `+` in an address in different ways, so a space is `%20`. */
function queryOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("'", '%27')}`)
    .join('&');
}

/** Finds mistakes now, because nobody reads the error that a spreadsheet gets. */
function checkQuestion(text: string, viewer: Viewer, { modelDirectory, auth }: LinkConfig): void {
  const registry = loadRegistry(modelDirectory);
  if (viewer.role === null && registry.roles.size > 0 && auth !== null) {
    throw usageProblem('This registry is visible only to roles. Name the role of the reader with --role.');
  }
  try {
    const view = viewOf(registry, viewer);
    exportedQuery({ view, schema: schemaFor(registry, viewer) }, objectOf(text, '`arguments`'), Date.now());
  } catch (error) {
    if (!(error instanceof ArgumentMistakes)) throw error;
    throw new CommandProblem(error.mistakes.map(({ message, hint }) => `${message}\n  ${hint}`).join('\n'));
  }
}
