import { route } from "../state/route.ts";

/** What the list shows, to be kept in the address while one session is opened beside it. */
export function keepList(): Record<string, string | null> {
  return Object.fromEntries(
    ["q", "sort", "filter", "offset", "dead"].map((name) => [name, route.param(name)]),
  );
}
