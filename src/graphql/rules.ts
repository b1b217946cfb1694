import type { ValidationRule } from 'graphql';
import { depthRule } from './depth';

/** What documents must keep to beside GraphQL's own rules, by whatever way they come. */
export const RULES: readonly ValidationRule[] = [depthRule];
