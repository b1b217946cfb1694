/**
 * Gives names and roles to parts of GraphiQL that have none or wrong ones, as long as the page
 * lives: the fields of the explorer are named for their arguments, and the tabs, which hold two
 * buttons each, become a list of buttons. Returns a function that ends this.
 */
export function keepAccessibleNames(root: Element): () => void {
  const observer = new MutationObserver(() => giveNames(root));
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-selected', 'role'],
  });
  giveNames(root);
  return () => observer.disconnect();
}

function giveNames(root: Element): void {
  for (const field of root.querySelectorAll('[data-arg-name] :is(select, input):not([aria-label])')) {
    field.setAttribute('aria-label', field.closest('[data-arg-name]')!.getAttribute('data-arg-name')!);
  }
  for (const field of root.querySelectorAll('.graphiql-explorer-actions select:not([aria-label])')) {
    field.setAttribute('aria-label', field.previousElementSibling?.textContent?.trim() ?? '');
  }
  root.querySelector('.graphiql-tabs[role]')?.removeAttribute('role');
  for (const tab of root.querySelectorAll('.graphiql-tab:is([role], [aria-selected])')) {
    const isCurrent = tab.getAttribute('aria-selected') === 'true';
    tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(isCurrent));
    tab.removeAttribute('aria-selected');
    tab.removeAttribute('role');
  }
}
