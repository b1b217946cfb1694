/**
 * Every text of the corpus contains this mark. A statement whose text contains it took a value for
 * SQL. No name of the product contains it.
 */
export const MARK = 'qzx7';

/** Texts that act as SQL, a pattern, a format or a path if code forgets that they are values. */
export const CORPUS: readonly string[] = [
  `${MARK}'`,
  `'${MARK}`,
  `${MARK}''`,
  `${MARK}"`,
  `${MARK}""; select 1`,
  `${MARK}\\`,
  `\\'${MARK}`,
  `' or 1 = 1 -- ${MARK}`,
  `') or ('${MARK}' = '${MARK}`,
  `'; drop table "user"; -- ${MARK}`,
  `"; drop table "user"; -- ${MARK}`,
  `1; delete from "user" -- ${MARK}`,
  `' union select usename, passwd from pg_shadow -- ${MARK}`,
  `${MARK}'; select pg_sleep(10); --`,
  `E'\\x27' ${MARK}`,
  `U&'\\0027' ${MARK}`,
  `/* ${MARK} */`,
  `${MARK} -- `,
  `$1 ${MARK}`,
  `$2::text[] ${MARK}`,
  `$$ ${MARK} $$`,
  `$tag$ ${MARK} $tag$`,
  `:name ${MARK} ?`,
  `% ${MARK} %`,
  `_${MARK}_`,
  `%s %d %n %1$s ${MARK}`,
  `{"${MARK}",NULL}`,
  `{${MARK}}`,
  `\${${MARK}} #{${MARK}} {{${MARK}}}`,
  `../../${MARK}/etc/passwd`,
  `＇ ＂ ； ${MARK} ʼ ‘`,
  `\u202e${MARK}\u200b\u2060`,
  `${MARK}  \u2028\u2029`,
  `É ${MARK} É ﬁ İ`,
  `👩‍👩‍👧‍👦 ${MARK}`,
  `"""${MARK}"""`,
  `__proto__ ${MARK}`,
];

/** Texts that no column can store, or that only some inputs allow. */
export const UNSTORABLE: readonly string[] = [`${MARK}\0`, `\0'${MARK}`, `${MARK}\ud800`, `\udc00${MARK}`];

/** Line breaks, control characters, and a text longer than any person writes. */
export const LONG: readonly string[] = [`${MARK}\r\nset-cookie: a=b`, `\t${MARK}\u0001\u007f`, MARK.repeat(5_000)];
