import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../graphql/gatewayServer';

/** A fenced block of a page. */
export interface Block {
  /** The word after the fence, such as `yaml`. */
  readonly language: string;
  readonly text: string;
  /** The line that its text begins on, from 1: names a test, and leads to the place. */
  readonly line: number;
}

/** A page whose examples are held to what really comes out. */
export interface Guide {
  readonly blocks: readonly Block[];
  /** Expects a block to hold this text; with UPDATE_DOCS=1 it is written instead. */
  hold(block: Block, text: string): void;
  /** Writes what has changed; to be called when all is asked. */
  save(): void;
}

const FENCED = /^```(\w+)[^\n]*\n([^]*?)^```$/gm;

export function openGuide(file: string): Guide {
  const place = path.join(ROOT, 'docs', file);
  const page = readFileSync(place, 'utf8');
  const spans = new Map<Block, { readonly start: number; readonly end: number }>();
  for (const found of page.matchAll(FENCED)) {
    const [whole, language, text] = found as unknown as [string, string, string];
    const start = found.index + whole.indexOf('\n') + 1;
    spans.set({ language, text, line: page.slice(0, start).split('\n').length }, { start, end: start + text.length });
  }
  const changed = new Map<Block, string>();
  const isUpdate = process.env['UPDATE_DOCS'] === '1';
  return {
    blocks: [...spans.keys()],
    hold(block, text) {
      if (isUpdate) changed.set(block, text);
      else expect(block.text).toBe(text);
    },
    save() {
      let updated = page;
      // From the last on, so that the places of those before stay what they are.
      for (const block of [...spans.keys()].filter((one) => changed.has(one)).reverse()) {
        const { start, end } = spans.get(block)!;
        updated = updated.slice(0, start) + changed.get(block) + updated.slice(end);
      }
      if (updated !== page) writeFileSync(place, updated);
    },
  };
}
