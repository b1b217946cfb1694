import type { Language } from '../language';
import { en } from './en';
import type { Phrases } from './phrases';
import { zh } from './zh';

/** The words of definitions, by language. The compiler names what each of them lacks. */
export const PHRASES: Readonly<Record<Language, Phrases>> = { en, zh };
