import { settings } from './pageSettings';

/**
 * The editor creates style sheets for its themes, without a nonce. The content security policy of
 * the page accepts only those with the nonce of this response. So every `style` element that a
 * script creates gets the nonce. Injected HTML gets none.
 */
const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;

document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = make(name, options);
  if (name.toLowerCase() === 'style') element.nonce = settings().nonce;
  return element;
}) as typeof document.createElement;
