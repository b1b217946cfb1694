/**
 * Until a person does something, nothing takes the focus: the explorer would, with the first field
 * that it shows, and would scroll to it. Returns a function that ends this.
 */
export function keepFirstFocus(): () => void {
  const give = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLInputElement)) return;
    target.blur();
    const pane = target.closest('.graphiql-plugin');
    if (pane !== null) pane.scrollTop = 0;
  };
  const end = () => {
    removeEventListener('focusin', give);
    for (const name of ACTIONS) removeEventListener(name, end, true);
  };
  addEventListener('focusin', give);
  for (const name of ACTIONS) addEventListener(name, end, true);
  return end;
}

const ACTIONS = ['pointerdown', 'keydown', 'wheel'] as const;
