/** An empty state: what is missing, and what would fill it. */
export function Empty({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p className="quiet">{text}</p>
    </div>
  );
}
