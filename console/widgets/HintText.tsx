import { Fragment } from 'react';
import { addressOf } from '../root';

/** A place in the guides, as hints write it: `docs/meaning.md#reach`. */
const PLACE = /(docs\/[\w/-]+\.md(?:#[\w-]+)?)/;

/** A hint with links to the guides that it names. */
export function HintText({ text }: { readonly text: string }) {
  return text.split(PLACE).map((part, index) => (
    // Every second part is a place.
    <Fragment key={index}>{index % 2 === 1 ? <a href={addressOf(`/${part}`)}>{part}</a> : part}</Fragment>
  ));
}

/** The path of the section about an error; null for errors of the page itself. */
export function sectionOf(code: string): string | null {
  return code === 'UNREACHABLE' ? null : `/docs/errors#${code.toLowerCase()}`;
}
