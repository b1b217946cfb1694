import MarkdownIt, { type Token } from 'markdown-it';
import { addressOf, isPage, pathBetween, targetOf } from './addresses';
import { anchorOf } from './anchor';

/** A Markdown file, read. */
export interface Rendered {
  readonly html: string;
  readonly tokens: readonly Token[];
  /** The Markdown files to which it links. */
  readonly linked: readonly string[];
  readonly images: readonly string[];
}

const markdown = new MarkdownIt({ html: true });
const { rules } = markdown.renderer;

// Wide code and tables scroll in a frame, which the keyboard reaches.
rules['fence'] = ([...tokens], index) => `<pre tabindex="0"><code>${escaped(tokens[index]!.content)}</code></pre>\n`;
rules['table_open'] = () => '<div class="table" tabindex="0"><table>\n';
rules['table_close'] = () => '</table></div>\n';
rules['html_block'] = (tokens, index) => plainHtml(tokens[index]!.content);
rules['html_inline'] = (tokens, index) => plainHtml(tokens[index]!.content);

/** Returns the HTML of a file. `hasFile` says whether Metergate has a file or folder of a name. */
export function render(text: string, file: string, hasFile: (name: string) => boolean): Rendered {
  const tokens = markdown.parse(text, {});
  const [linked, images] = [new Set<string>(), new Set<string>()];
  addAnchors(tokens);
  nameHeaders(tokens);
  alignByClass(tokens);
  for (const { children } of tokens) {
    if (children === null) continue;
    for (const image of children.filter(({ type }) => type === 'image')) {
      const name = targetOf(attribute(image, 'src'), file).replace(/^docs\//, '');
      images.add(name);
      image.attrSet('src', pathBetween(addressOf(file), name));
    }
    relink(children, (link) => {
      const [name, anchor] = link.split('#') as [string, string | undefined];
      if (name === '') return link;
      const target = targetOf(name, file);
      const page = [target, `${target}/README.md`].find((one) => isPage(one) && hasFile(one));
      if (page === undefined) return null;
      linked.add(page);
      return pathBetween(addressOf(file), addressOf(page)) + (anchor === undefined ? '' : `#${anchor}`);
    });
  }
  return {
    html: markdown.renderer.render(tokens, markdown.options, {}),
    tokens,
    linked: [...linked],
    images: [...images],
  };
}

/** Gives each heading the anchor that GitHub gives it, and a link to itself. */
function addAnchors(tokens: readonly Token[]): void {
  const used = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const anchor = anchorOf(textOf(tokens[index + 1]!));
    const count = used.get(anchor) ?? 0;
    used.set(anchor, count + 1);
    token.attrSet('id', count === 0 ? anchor : `${anchor}-${count}`);
  }
}

/** A header of a column that has no name is an ordinary cell. */
function nameHeaders(tokens: readonly Token[]): void {
  for (const [index, { content }] of tokens.entries()) {
    const around = [tokens[index - 1]!, tokens[index + 1]!];
    if (content === '' && around[0]?.type === 'th_open') for (const cell of around) cell.tag = 'td';
  }
}

/** The policy of the pages forbids attributes with styles, such as `text-align:right`. */
function alignByClass(tokens: readonly Token[]): void {
  for (const token of tokens) {
    const style = token.attrGet('style');
    if (style !== null) token.attrs = [['class', String(style).replace('text-align:', 'align-')]];
  }
}

/**
 * Changes the addresses of links. A link that has none, such as one to the code, becomes plain
 * text. Links to other sites stay.
 */
function relink(tokens: Token[], change: (link: string) => string | null): void {
  const open: boolean[] = [];
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const link = attribute(token, 'href');
      const changed = /^\w+:/.test(link) ? link : change(link);
      open.push(changed !== null);
      if (changed === null) asText(token);
      else token.attrSet('href', changed);
    } else if (token.type === 'link_close' && open.pop() === false) asText(token);
  }
}

export function attribute(token: Token, name: string): string {
  return String(token.attrGet(name));
}

function asText(token: Token): void {
  token.tag = 'span';
  token.attrs = null;
}

/** The text of an inline token, without its marks. */
export function textOf({ children }: Token): string {
  return (children ?? [])
    .map(({ type, content }) => (/break$/.test(type) ? ' ' : WORDS.has(type) ? content : ''))
    .join('');
}

const WORDS: ReadonlySet<string> = new Set(['text', 'code_inline']);

/** Our files have comments and line breaks in HTML, and nothing else. */
function plainHtml(html: string): string {
  const rest = html.replace(/<!--[^]*?-->/g, '');
  if (rest.replaceAll('<br>', '').trim() === '') return rest;
  throw new Error(`The guides may not have HTML such as ${html}`);
}

export function escaped(text: string): string {
  return markdown.utils.escapeHtml(text);
}
