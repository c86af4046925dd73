/** The address of the page as a signal: every state an operator sees is a URL one can send to a colleague. */
import { signal } from "@preact/signals";
import { buildHash } from "./build-hash.ts";
import { type Place, parseHash, type View } from "./parse-hash.ts";

type Params = Readonly<Record<string, string | null | undefined>>;

/** Parameters that belong to the whole page and follow the operator from view to view. */
const KEPT = ["range", "from", "to", "was", "lang", "theme"] as const;

const place = signal<Place>(parseHash(location.hash));

window.addEventListener("hashchange", () => {
  place.value = parseHash(location.hash);
});

function kept(): Record<string, string | null> {
  return Object.fromEntries(KEPT.map((name) => [name, place.value.params.get(name)]));
}

export const route = {
  get view(): View {
    return place.value.view;
  },
  get id(): string | null {
    return place.value.id;
  },
  param(name: string): string | null {
    return place.value.params.get(name);
  },
  /** Address of another view; the page's own parameters come along, the view's are those given. */
  href(view: View, id: string | null = null, params: Params = {}): string {
    return buildHash(view, id, { ...kept(), ...params });
  },
  go(view: View, id: string | null = null, params: Params = {}): void {
    location.hash = route.href(view, id, params);
  },
  /** As `go`, but leaves no step in the history: for an address that only led here. */
  replace(view: View, id: string | null, params: Params = {}): void {
    const hash = route.href(view, id, params);
    history.replaceState(null, "", hash);
    place.value = parseHash(hash);
  },
  /** Changes parameters and stays where it is. `replace` leaves no step in the history (typing in a search box). */
  patch(params: Params, replace = false): void {
    const current = Object.fromEntries(place.value.params);
    const hash = buildHash(place.value.view, place.value.id, { ...current, ...params });
    if (replace) {
      history.replaceState(null, "", hash);
      place.value = parseHash(hash);
    } else {
      location.hash = hash;
    }
  },
};
