/**
 * Copies a text, which `shown` shows. Returns true if it is in the clipboard. Otherwise the text is
 * selected: browsers give the clipboard only to pages of HTTPS or of this machine.
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  const isCopied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (isCopied) return true;
  getSelection()!.selectAllChildren(shown);
  return false;
}
