import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Identity } from './identity';

/** What keys begin with, so that one that has leaked is found and known for what it is. */
export const PREFIX = 'mgk_';

/** A new key, of 256 random bits. */
export function newKey(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a key. It is as random as its hash, so that nothing slower is needed. */
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
});
const file = z.strictObject({ keys: z.array(entry) });

type Entry = z.infer<typeof entry>;

/** A file that is changed is read anew within this. */
const LOOKS_AGAIN_MS = 1_000;

/** The keys of a file, looked at again when it has changed: a key that is taken out of it is refused from then on. */
export class ApiKeys {
  private byHash: ReadonlyMap<string, Entry>;
  private changed: number;
  private looked = performance.now();

  /** Errors: ApiKeysProblem. */
  constructor(
    private readonly path: string,
    private readonly warn: (line: string) => void,
  ) {
    this.changed = changedAt(path);
    this.byHash = readKeys(path);
  }

  /** Whose key it is; null for one that there is not, or not any more. */
  find(key: string): Identity | null {
    this.look();
    const hash = hashOf(key);
    const found = this.byHash.get(hash);
    if (found === undefined || Date.now() >= (endOf(found) ?? Infinity)) return null;
    const { name, role, claims, router } = found;
    const isValid = () => this.isSame(hash, found);
    return { subject: `key:${name}`, role: role ?? null, claims, isRouter: router, until: endOf(found), isValid };
  }

  /** Whether the file still says so of the key. */
  private isSame(hash: string, entry: Entry): boolean {
    this.look();
    const now = this.byHash.get(hash);
    return now === entry || JSON.stringify(now) === JSON.stringify(entry);
  }

  private look(): void {
    if (performance.now() - this.looked < LOOKS_AGAIN_MS) return;
    this.looked = performance.now();
    try {
      const changed = changedAt(this.path);
      if (changed === this.changed) return;
      this.changed = changed;
      this.byHash = readKeys(this.path);
    } catch (error) {
      // Half written, perhaps: those who could ask go on asking.
      this.warn(`${(error as Error).message}\nThe keys that were read before stay.`);
    }
  }
}

/** A file of keys that cannot be read, or that says something else. */
export class ApiKeysProblem extends Error {
  override readonly name = 'ApiKeysProblem';
}

function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch (error) {
    throw new ApiKeysProblem(
      `API_KEYS_FILE is ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function readKeys(path: string): ReadonlyMap<string, Entry> {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ApiKeysProblem(`${path} is no YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  const read = file.safeParse(content);
  if (!read.success) {
    const problems = read.error.issues.map(({ path: at, message }) => `  ${at.join('.') || 'the file'}: ${message}`);
    throw new ApiKeysProblem([`${path} is no list of API keys (docs/operations.md#api-keys):`, ...problems].join('\n'));
  }
  const { keys } = read.data;
  const twice = keys.find(({ name }, index) => keys.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new ApiKeysProblem(`${path} has two keys of the name "${twice.name}".`);
  return new Map(keys.map((one) => [one.sha256, one]));
}

/** `expires` is the last day, in UTC. */
function endOf({ expires }: Entry): number | null {
  return expires === undefined ? null : Date.parse(expires) + DAY_MS;
}

const DAY_MS = 86_400_000;
