/**
 * What the shop promises one user, as it stands on every page: pure rules, the same as Cart.java's and OrderTable.java's.
 * A difference between the two is a wrong read.
 */
import type { Rules } from "./possible-states.ts";

/** What one page of the shop said. */
export interface ShopState {
  readonly user: string | null;
  /** Changes of the cart so far; only grows within a session. */
  readonly serial: number;
  readonly items: Readonly<Record<string, number>>;
  /** Goods looked at last, newest first. */
  readonly recent: readonly string[];
  /** Orders of this user; pages show 0 while nobody is signed in. */
  readonly orders: number;
  /** The order is in the database, but the session may not know: the server died between the two. */
  readonly ordered: boolean;
}

/** What a user does that changes the state. */
export type ShopChange =
  | { readonly kind: "add"; readonly sku: string; readonly quantity: number }
  | { readonly kind: "set"; readonly sku: string; readonly quantity: number }
  | { readonly kind: "remove"; readonly sku: string }
  | { readonly kind: "look"; readonly sku: string }
  | { readonly kind: "order" }
  | { readonly kind: "signIn"; readonly user: string }
  | { readonly kind: "leave" };

const QUANTITY_MAX = 99;
const RECENT_MAX = 5;

/** Nobody yet. */
const EMPTY: ShopState = { user: null, serial: 0, items: {}, recent: [], orders: 0, ordered: false };

function next(state: ShopState, change: ShopChange): ShopState {
  const serial = state.serial + 1;
  switch (change.kind) {
    case "add": {
      const quantity = Math.min(QUANTITY_MAX, (state.items[change.sku] ?? 0) + change.quantity);
      return { ...state, serial, items: { ...state.items, [change.sku]: quantity } };
    }
    case "set":
      return { ...state, serial, items: { ...state.items, [change.sku]: change.quantity } };
    case "remove": {
      const { [change.sku]: _, ...items } = state.items;
      return { ...state, serial, items };
    }
    case "look": {
      const recent = [change.sku, ...state.recent.filter((sku) => sku !== change.sku)];
      return { ...state, recent: recent.slice(0, RECENT_MAX) };
    }
    case "order":
      if (Object.keys(state.items).length === 0) return state;
      return { ...halfOrdered(state), serial, items: {}, ordered: false };
    case "signIn":
      return { ...state, user: change.user };
    case "leave":
      return { ...EMPTY, orders: state.orders };
  }
}

function halfOrdered(state: ShopState): ShopState {
  return { ...state, orders: state.orders + (state.ordered ? 0 : 1), ordered: true };
}

function key(state: ShopState): string {
  return JSON.stringify([shown(state), state.orders, state.ordered]);
}

/** What of a state a page shows, in an order that does not depend on how it came about. */
function shown(state: ShopState): unknown {
  const items = Object.entries(state.items).sort(([a], [b]) => (a < b ? -1 : 1));
  return [state.user, state.serial, items, state.recent, state.user === null ? 0 : state.orders];
}

/** The rules, the state at the beginning, and how a page is compared with a state. */
export const shopRules: Rules<ShopState, ShopChange> & {
  readonly empty: ShopState;
  isShownBy(seen: ShopState, state: ShopState): boolean;
} = {
  empty: EMPTY,
  next,
  halfDone: (state, change) =>
    change.kind === "order" && Object.keys(state.items).length > 0 ? [halfOrdered(state)] : [],
  key,
  isShownBy: (seen, state) => JSON.stringify(shown(seen)) === JSON.stringify(shown(state)),
};
