import { lookupLocale } from '../../src/time/locale';
import { textIn, textInAll } from '../../src/model/words/language';
import { changesOf } from '../../src/registry/changes/changesOf';
import { loadShop, SHOP, shopProblems } from './shopModel';

/** The shop with these settings, and labels in these words in place of its own. */
const shop = (settings: string, label = 'Orders'): string =>
  `${settings}\n${SHOP}`.replace(/label: \{[^}]*\}/g, `label: ${label}`);
const locales = (settings: string, label?: string): unknown => loadShop({ 'shop.yaml': shop(settings, label) }).locales;
const problems = (settings: string, label?: string): readonly string[] =>
  shopProblems({ 'shop.yaml': shop(settings, label) });

test('without locales a registry is in English and Chinese, or in its own locale', () => {
  expect(locales('')).toEqual(['en', 'zh']);
  expect(locales('locale: zh')).toEqual(['zh', 'en']);
  expect(locales('locale: pt-br')).toEqual(['pt-BR']);
});

test('the first locale, or `locale`, is the default', () => {
  expect(locales('locales: [de, pt-br]')).toEqual(['de', 'pt-BR']);
  expect(locales('locales: [de, pt-BR, ZH-hant-tw]\nlocale: zh-Hant-TW')).toEqual(['zh-Hant-TW', 'de', 'pt-BR']);
  expect(loadShop({ 'shop.yaml': shop('locales: [de, pt-br]') }).locale).toBe('de');
});

test('plain text is the text of every locale', () => {
  const { metrics } = loadShop({ 'shop.yaml': shop('locales: [de, pt-BR]', 'Umsatz') });
  expect(metrics.get('order_count')!.label).toEqual({ de: 'Umsatz', 'pt-BR': 'Umsatz' });
});

test('texts by locale come in the order of the locales, under their canonical tags', () => {
  const { metrics, groups } = loadShop({
    'shop.yaml': shop('locales: [de, pt-BR]', '{ pt-br: Receita, DE: Umsatz }'),
  });
  const text = metrics.get('order_count')!.label;
  expect(Object.entries(text)).toEqual([
    ['de', 'Umsatz'],
    ['pt-BR', 'Receita'],
  ]);
  expect(groups.get('sales')!.label).toEqual(text);
  expect(textInAll(text)).toBe('Umsatz (Receita)');
});

test('the same text as plain text and by locale is the same registry', () => {
  const version = (label: string): string => loadShop({ 'shop.yaml': shop('', label) }).version;
  expect(version('Orders')).toBe(version('{ zh: Orders, en: Orders }'));
});

test.each([
  ['locales: []', 'shop.yaml:1: locales: is an empty list — expected at least one language tag, such as en'],
  ['locales: de', 'shop.yaml:1: locales: is "de" — expected a list of language tags, such as [en, pt-BR]'],
  [
    'locales: [de, pt_BR]',
    'shop.yaml:1:15: locales[1]: "pt_BR" is not a language tag — expected a tag of BCP 47, such as en, zh or pt-BR; did you mean "pt-BR"?',
  ],
  [
    'locales: [english]',
    'shop.yaml:1:11: locales[0]: "english" is not a language tag — expected a tag of BCP 47, such as en, zh or pt-BR',
  ],
  ['locales: [zh-cn, zh-CN]', 'shop.yaml:1:18: locales[1]: "zh-CN" is in the list twice — expected each locale once'],
  [
    'locales: [de, pt-BR]\nlocale: pt',
    'shop.yaml:2:1: locale: "pt" is not among `locales` — expected one of de, pt-BR; did you mean "pt-BR"?',
  ],
  [
    'locale: "-"',
    'shop.yaml:1:1: locale: "-" is not a language tag — expected a tag of BCP 47, such as en, zh or pt-BR',
  ],
])('%s', (settings, problem) => {
  expect(problems(settings)).toEqual([problem]);
});

/** The problems with the label of the group. */
const ofGroup = (settings: string, label: string): readonly string[] =>
  shopProblems({ 'shop.yaml': shop(settings).replace('label: Orders', `label: ${label}`) });

test('a text by locale has every declared locale, and no other', () => {
  expect(ofGroup('locales: [de, pt-BR]', '{ de: Umsatz }')).toEqual([
    'shop.yaml:6:12: groups.sales.label.pt-BR: is missing — expected text in pt-BR',
  ]);
  expect(ofGroup('locales: [de, pt-BR]', '{ de: Umsatz, pt: Receita }')).toEqual([
    'shop.yaml:6:33: groups.sales.label.pt: is not among `locales` — expected one of de, pt-BR; or `locales` with pt; did you mean "pt-BR"?',
  ]);
  expect(ofGroup('locales: [de]', '{ de: Umsatz, en: Revenue }')).toEqual([
    'shop.yaml:6:33: groups.sales.label.en: is not among `locales` — expected de; or `locales` with en',
  ]);
  expect(ofGroup('', '{ en: Revenue, zn: 收入 }')).toEqual([
    'shop.yaml:6:34: groups.sales.label.zn: is a locale that the registry does not declare — expected one of en, zh; or `locales` with zn; did you mean "zh"?',
  ]);
});

test('a wrong tag is reported at its column, with the tag that was probably meant', () => {
  expect(ofGroup('locales: [de, pt-BR]', '{ de: Umsatz, pt-BR: Receita, en_US: Revenue }')).toEqual([
    'shop.yaml:6:49: groups.sales.label.en_US: "en_US" is not a language tag — expected a tag of BCP 47, such as en, zh or pt-BR; did you mean "en-US"?',
  ]);
  expect(ofGroup('locales: [de]', '{ de: Umsatz, DE: Erlös }')).toEqual([
    'shop.yaml:6:33: groups.sales.label.DE: is the same locale as "de" — expected each locale once',
  ]);
});

test('a reader gets the nearest locale by lookup, else the default', () => {
  const text = { de: 'Umsatz', zh: '收入', 'zh-Hant': '營收', 'pt-BR': 'Receita' };
  const found = (locale: string): string => textIn(text, locale);
  expect(['zh-Hant-TW', 'zh-Hant', 'zh-CN', 'zh'].map(found)).toEqual(['營收', '營收', '收入', '收入']);
  expect(['de-CH-1901', 'pt-BR-u-nu-latn', 'pt', 'fr'].map(found)).toEqual(['Umsatz', 'Receita', 'Umsatz', 'Umsatz']);
});

test('lookup takes a single letter away with the part after it', () => {
  const tried: string[] = [];
  lookupLocale('zh-Hant-CN-x-private1-private2', (locale) => (tried.push(locale), false));
  // The example of RFC 4647, section 3.4.
  expect(tried).toEqual(['zh-Hant-CN-x-private1-private2', 'zh-Hant-CN-x-private1', 'zh-Hant-CN', 'zh-Hant', 'zh']);
});

test('another list of locales changes no number', () => {
  const next = loadShop({ 'shop.yaml': shop('locales: [de, pt-BR]') });
  const [first, second] = changesOf(loadShop({ 'shop.yaml': shop('locales: [de]') }), next);
  expect(first).toMatchObject({ severity: 'safe' });
  expect([first, second].map((one) => one!.message)).toEqual([
    'has labels in other languages: `locales` were de, are de, pt-BR.',
    'is described differently: label.',
  ]);
});
