import type { KvEntry, KvStore } from "../store/kv-store.ts";

/** Entries read at once: bounds what one read copies, 256 × some 50 KB. */
const PAGE_ENTRIES = 256;

/**
 * All entries with from ≤ key < to, page by page. The pages are separate reads: what is written meanwhile behind the
 * current key is seen.
 */
export function* scanPages(store: KvStore, range: PagedRange): Generator<KvEntry> {
  let { from, to } = range;
  while (true) {
    const page = store.scan({ from, to, limit: PAGE_ENTRIES, reverse: range.reverse ?? false });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ENTRIES) {
      return;
    }
    if (range.reverse) {
      to = last.key;
    } else {
      from = Buffer.concat([last.key, Buffer.of(0)]);
    }
  }
}

export interface PagedRange {
  readonly from: Buffer;
  readonly to: Buffer;
  readonly reverse?: boolean;
}
