/** A place on the page as a hash route with its time range: pageLink("/", range) is "#/?from=…&to=…". */
export function pageLink(
  view: string,
  range?: { readonly fromMs: number; readonly toMs: number },
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams();
  if (range) {
    query.set("from", String(Math.round(range.fromMs)));
    query.set("to", String(Math.round(range.toMs)));
  }
  for (const [name, value] of Object.entries(more)) {
    query.set(name, value);
  }
  const text = query.toString();
  return `#${view}${text === "" ? "" : `?${text}`}`;
}
