/** The views of the page, by the first part of the hash. */
export type View = "overview" | "transactions" | "sessions" | "servers" | "grid" | "ask";

/** Where the page is: view, the one thing it shows (a transaction, a session), parameters. */
export interface Place {
  readonly view: View;
  readonly id: string | null;
  readonly params: URLSearchParams;
}

const VIEWS: Readonly<Record<string, View>> = {
  "": "overview",
  transactions: "transactions",
  sessions: "sessions",
  servers: "servers",
  grid: "grid",
  ask: "ask",
};

/** `#/sessions/ab12?lang=en` → place. What is not known leads to the overview, with its parameters kept. */
export function parseHash(hash: string): Place {
  const text = hash.replace(/^#\/?/, "");
  const cut = text.indexOf("?");
  const path = cut < 0 ? text : text.slice(0, cut);
  const params = new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1));
  const [first = "", second = ""] = path.split("/");
  const view = Object.hasOwn(VIEWS, first) ? VIEWS[first] : undefined;
  if (!view) {
    return { view: "overview", id: null, params };
  }
  let id = second;
  try {
    id = decodeURIComponent(second);
  } catch {
    // A broken escape is kept as it came: the server answers "not found" for it.
  }
  return { view, id: id === "" ? null : id, params };
}
