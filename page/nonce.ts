import { settings } from './settings';

/**
 * The editor writes style sheets of its own, for its themes. The policy of the page takes only those that carry the nonce of this
 * response, and the editor knows none: so each element for one gets it when a script makes it. What is injected as HTML gets none.
 */
const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;

document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = make(name, options);
  if (name.toLowerCase() === 'style') element.nonce = settings().nonce;
  return element;
}) as typeof document.createElement;
