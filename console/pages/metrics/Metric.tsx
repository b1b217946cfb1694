export function Metric({ metric }: { readonly metric: string }) {
  return <h1>{metric}</h1>;
}
