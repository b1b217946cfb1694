import type { Dialect } from './dialect';
import { Sql, type Parameter, type ValueType } from './fragment';
import type { Statement } from './statement';

/** The statement as it is sent. Equal parameters share a placeholder. */
export function compile(fragment: Sql, dialect: Dialect): Statement {
  const parameters: Parameter[] = [];
  const numbers = new Map<string, number>();
  const placeholder = (value: Parameter, type: ValueType): string => {
    const key = `${type} ${JSON.stringify(value)}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = parameters.push(value);
      numbers.set(key, number);
    }
    return dialect.syntax.placeholder(number, type, value);
  };
  const text = render(fragment, dialect, (value, type) => {
    const placeholders = dialect.syntax.pieces(value).map((piece) => placeholder(piece, type));
    return placeholders.length === 1 ? placeholders[0]! : dialect.syntax.united(placeholders, type);
  });
  return { text, parameters };
}

/** The statement with its parameters written in: for a person to read and run, never sent. */
export function compileLiteral(fragment: Sql, dialect: Dialect): string {
  const text = render(fragment, dialect, (value, type) => dialect.syntax.literal(value, type));
  return `${text}${dialect.syntax.literalEnd}`;
}

type WriteParameter = (value: Parameter, type: ValueType) => string;

function render(fragment: Sql, dialect: Dialect, writeParameter: WriteParameter): string {
  const written: string[] = [];
  const layout = new TextLayout();
  // Values, quoted names and SQL from the registry are placeholders until the layout is finished.
  // So the layout cannot change them.
  const mark = (own: string) => layout.add(`\0${written.push(own) - 1}\0`);
  const walk = ({ parts }: Sql, indent: string): void => {
    for (const part of parts) {
      if (typeof part === 'string') layout.add(part.replaceAll('\n', `\n${indent}`));
      else if (part instanceof Sql) walk(part, layout.margin);
      else {
        switch (part.kind) {
          case 'name': {
            const name = dialect.syntax.name(part.text);
            if (name === part.text) layout.add(name);
            else mark(name);
            break;
          }
          case 'parameter':
            mark(writeParameter(part.value, part.type));
            break;
          case 'verbatim':
            mark(part.text);
            break;
          case 'primitive':
            walk(primitiveSql(dialect, part.key, part.args), layout.margin);
            break;
        }
      }
    }
  };
  walk(fragment, '');
  const laidOut = layout.text.replace(/ +$/gm, '').replace(/\n{2,}/g, '\n');
  return laidOut.replace(/\0(\d+)\0/g, (_, index: string) => written[Number(index)]!);
}

/** `write` in dialect.ts is the only source of primitives, and checks key and arguments. */
function primitiveSql({ primitives }: Dialect, key: string, args: readonly unknown[]): Sql {
  return (primitives as unknown as Record<string, (...args: readonly unknown[]) => Sql>)[key]!(...args);
}

/** Text, with the spaces that its last line begins with: to find them again each time is slow. */
class TextLayout {
  text = '';
  margin = '';
  private isBlank = true;

  add(piece: string): void {
    this.text += piece;
    const start = piece.lastIndexOf('\n') + 1;
    if (start > 0) [this.margin, this.isBlank] = ['', true];
    if (!this.isBlank) return;
    const spaces = /^ */.exec(start === 0 ? piece : piece.slice(start))![0];
    this.margin += spaces;
    this.isBlank = start + spaces.length === piece.length;
  }
}
