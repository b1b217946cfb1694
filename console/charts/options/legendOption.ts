import type { Colors } from '../colors';

/** The most of a name that the legend shows. A Chinese character counts twice. */
const MOST = 36;
const WIDE = /[\u2e80-\uffff]/;

/** Returns the legend of these names in one line. A long name is cut; a pointer shows all of it. */
export function legendOption(names: readonly string[], colors: Colors): object {
  return {
    type: 'scroll',
    top: 0,
    left: 0,
    icon: 'roundRect',
    itemWidth: 12,
    itemHeight: 8,
    textStyle: { color: colors.ink },
    pageTextStyle: { color: colors.quiet },
    pageIconColor: colors.ink,
    pageIconInactiveColor: colors.line,
    formatter: shortName,
    tooltip: { show: true, formatter: ({ name }: { readonly name: string }) => name },
    data: [...new Set(names)],
  };
}

/** Returns a name that is not too long for a legend. */
export function shortName(name: string): string {
  let width = 0;
  for (const [index, character] of [...name].entries()) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > MOST) return `${[...name].slice(0, index).join('').trimEnd()}…`;
  }
  return name;
}
