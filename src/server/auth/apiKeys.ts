import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { stampOfFile } from '../reload/stamp';
import type { Identity } from './identity';

/** Every key starts with this, so that scanners find a leaked key and readers recognize it. */
export const PREFIX = 'mgk_';

/** Returns a new key of 256 random bits. */
export function newKey(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/**
 * Returns the hash that the keys file stores. A key has 256 random bits, so a slow hash adds
 * nothing.
 */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

const entry = z.strictObject({
  name: z.string().min(1).max(100),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the key, as `metergate key` prints it'),
  role: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).default({}),
  expires: z.iso.date().optional(),
  router: z.boolean().default(false),
  operator: z.boolean().default(false),
});
const file = z.strictObject({ keys: z.array(entry) });

type Entry = z.infer<typeof entry>;

/** The gateway checks the file for changes at most this often. */
const LOOKS_AGAIN_MS = 1_000;

/** The API keys of a file. The file is read again after a change: a removed key stops working. */
export class ApiKeys {
  private byHash: ReadonlyMap<string, Entry>;
  /** The stamp of the content that `byHash` has. */
  private stamp: string;
  private looked = performance.now();
  private problem: string | null = null;

  /** Errors: ApiKeysProblem. */
  constructor(
    private readonly path: string,
    private readonly warn: (line: string) => void,
  ) {
    this.stamp = stampOf(path);
    this.byHash = readKeys(path);
  }

  /** Returns the identity of a key; null if the key is unknown, removed or expired. */
  find(key: string): Identity | null {
    this.look();
    const hash = hashOf(key);
    const found = this.byHash.get(hash);
    if (found === undefined || Date.now() >= (endOf(found) ?? Infinity)) return null;
    const { name, role, claims, router: isRouter, operator: isOperator } = found;
    const isValid = () => this.isSame(hash, found);
    const until = endOf(found);
    return { subject: `key:${name}`, role: role ?? null, claims, isRouter, isOperator, until, isValid };
  }

  /** True while the file has the same entry for the key. */
  private isSame(hash: string, entry: Entry): boolean {
    this.look();
    const now = this.byHash.get(hash);
    return now === entry || JSON.stringify(now) === JSON.stringify(entry);
  }

  private look(): void {
    if (performance.now() - this.looked < LOOKS_AGAIN_MS) return;
    this.looked = performance.now();
    try {
      const stamp = stampOf(this.path);
      if (stamp === this.stamp) return;
      this.byHash = readKeys(this.path);
      // Only now: a file that could not be read is read again at the next look. A change after the
      // stamp was taken shows in the next stamp.
      this.stamp = stamp;
      this.problem = null;
    } catch (error) {
      // The file may be half written. The keys that were read before keep working.
      const { message } = error as Error;
      if (message !== this.problem) this.warn(`${message}\nThe keys that were read before stay valid.`);
      this.problem = message;
    }
  }
}

/** The keys file cannot be read or is not valid. */
export class ApiKeysProblem extends Error {
  override readonly name = 'ApiKeysProblem';
}

function stampOf(path: string): string {
  try {
    return stampOfFile(statSync(path, { bigint: true }));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): ApiKeysProblem {
  const { code } = error as NodeJS.ErrnoException;
  return new ApiKeysProblem(`API_KEYS_FILE is ${path}, which cannot be read (${code}).`);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readKeys(path: string): ReadonlyMap<string, Entry> {
  const text = contentOf(path);
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new ApiKeysProblem(`${path} is not valid YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  const read = file.safeParse(content);
  if (!read.success) {
    const problems = read.error.issues.map(({ path: at, message }) => `  ${at.join('.') || 'the file'}: ${message}`);
    throw new ApiKeysProblem(
      [`${path} is not a valid list of API keys (docs/operations.md#api-keys):`, ...problems].join('\n'),
    );
  }
  const { keys } = read.data;
  const twice = keys.find(({ name }, index) => keys.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new ApiKeysProblem(`${path} has two keys with the name "${twice.name}".`);
  return new Map(keys.map((one) => [one.sha256, one]));
}

/** The end of the last valid day, in UTC, as milliseconds since the epoch. */
function endOf({ expires }: Entry): number | null {
  return expires === undefined ? null : Date.parse(expires) + DAY_MS;
}

const DAY_MS = 86_400_000;
