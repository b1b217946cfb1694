import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../graphql/gatewayServer';

/** A fenced block of a page. */
export interface Block {
  /** The word after the fence, such as `yaml`. */
  readonly language: string;
  readonly text: string;
  /** The line where its text begins, from 1. Tests are named after it. */
  readonly line: number;
}

/** A page whose examples must be the real output. */
export interface Guide {
  readonly blocks: readonly Block[];
  /** Expects that a block has this text. With UPDATE_DOCS=1, replaces the text instead. */
  hold(block: Block, text: string): void;
  /** Writes the replaced texts. Call it after all examples. */
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
      // From the last to the first, so that the positions of the earlier ones stay valid.
      for (const block of [...spans.keys()].filter((one) => changed.has(one)).reverse()) {
        const { start, end } = spans.get(block)!;
        updated = updated.slice(0, start) + changed.get(block) + updated.slice(end);
      }
      if (updated !== page) writeFileSync(place, updated);
    },
  };
}
