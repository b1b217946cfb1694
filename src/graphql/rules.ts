import type { ValidationRule } from 'graphql';
import type { Limits } from '../registry/registry';
import { depthRule } from './depth';
import { documentSizeRule } from './documentSize';

/** What documents must keep to beside GraphQL's own rules, by whatever way they come. */
export function rulesOf(limits: Limits): ValidationRule[] {
  return [depthRule, documentSizeRule(limits)];
}
