import type { View } from "./parse-hash.ts";

/** Place → `#/view/id?…`. Empty and null parameters are left out, so that an address says only what was chosen. */
export function buildHash(
  view: View,
  id: string | null,
  params: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  const path = view === "overview" ? "" : view;
  const text = query.toString();
  return `#/${path}${id === null ? "" : `/${encodeURIComponent(id)}`}${text === "" ? "" : `?${text}`}`;
}
