/** What the session list shows, as it stands in the address. */
import { route } from "../state/route.ts";

export type SessionSort = "lastAccess" | "created" | "age" | "idle" | "size";
export type SessionFilter = "all" | "long" | "large";

/** One screen and a half; the next page is one key away. */
const PAGE_ROWS = 50;
/** A working morning; longer is worth a look. */
const LONG_MS = 4 * 3_600_000;
/** A session of this size costs each save a visible time. */
const LARGE_BYTES = 1 << 20;

const SORTS: readonly string[] = ["lastAccess", "created", "age", "idle", "size"];

export const sessionQuery = {
  pageRows: PAGE_ROWS,
  longMs: LONG_MS,
  largeBytes: LARGE_BYTES,
  get search(): string {
    return route.param("q") ?? "";
  },
  get filter(): SessionFilter {
    const named = route.param("filter");
    return named === "long" || named === "large" ? named : "all";
  },
  /** A filter is the beginning of the list sorted by what it filters. */
  get sort(): SessionSort {
    const { filter } = sessionQuery;
    if (filter !== "all") {
      return filter === "long" ? "age" : "size";
    }
    const named = route.param("sort") ?? "";
    return SORTS.includes(named) ? (named as SessionSort) : "lastAccess";
  },
  get offset(): number {
    return Math.max(0, Math.floor(Number(route.param("offset")) || 0));
  },
  get dead(): boolean {
    return route.param("dead") === "1";
  },
  path(): string {
    const { search, sort, offset, dead } = sessionQuery;
    const query = new URLSearchParams({ sort, offset: String(offset), limit: String(PAGE_ROWS) });
    if (search !== "") {
      query.set("search", search);
    }
    if (dead) {
      query.set("dead", "1");
    }
    return `/api/sessions?${query}`;
  },
};
