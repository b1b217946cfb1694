import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  readonly kind?: 'plain' | 'main' | 'quiet';
  readonly children: ReactNode;
}

export function Button({ kind = 'plain', ...props }: Props) {
  return <AriaButton {...props} className={`button button-${kind}`} />;
}
