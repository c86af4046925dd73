/** What a page of the shop, or its /api/session, says about the session; null when it says nothing (a login form). */
import type { ShopState } from "./shop-rules.ts";

/** A page, read. `rows` are the lines of the cart table, and null on other pages. */
export interface ShopPage {
  readonly state: ShopState;
  readonly was: string;
  readonly rows: Readonly<Record<string, number>> | null;
}

export function readShopPage(body: string): ShopPage | null {
  const isJson = body.startsWith("{");
  const meta = /<meta name="shop-state" content="([^"]*)"/.exec(body)?.[1];
  const json = isJson ? body : unescapeHtml(meta ?? "");
  if (json === "") return null;
  const said = JSON.parse(json) as Omit<ShopState, "ordered"> & { was: string };
  const { was, ...state } = said;
  const isCart = body.includes('<h1 id="cart">');
  return { state: { ...state, ordered: false }, was, rows: isCart ? cartRows(body) : null };
}

function cartRows(body: string): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const row of body.matchAll(/<tr data-sku="([^"]*)" data-quantity="(\d+)">/g)) {
    rows[row[1] as string] = Number(row[2]);
  }
  return rows;
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
