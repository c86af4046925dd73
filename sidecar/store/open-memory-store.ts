import type { KvChange, KvEntry, KvRange, KvStore } from "./kv-store.ts";

/** KvStore in memory, for tests and simulations: writes take effect at once and are never lost. */
export function openMemoryStore(): KvStore {
  // Latin-1 keeps one character for each byte, so the order of the strings is the order of the bytes.
  const values = new Map<string, Buffer>();
  let sorted: string[] | null = null;

  const apply = (change: KvChange): void => {
    const key = Buffer.from(change.key).toString("latin1");
    if (change.value === null) {
      if (values.delete(key)) sorted = null;
      return;
    }
    if (!values.has(key)) sorted = null;
    values.set(key, Buffer.from(change.value));
  };

  const scan = (range: KvRange): KvEntry[] => {
    sorted ??= [...values.keys()].sort();
    const from = Buffer.from(range.from).toString("latin1");
    const to = Buffer.from(range.to).toString("latin1");
    const keys = sorted.filter((key) => key >= from && key < to);
    if (range.reverse === true) keys.reverse();
    return keys.slice(0, range.limit).map((key) => ({
      key: Buffer.from(key, "latin1"),
      value: Buffer.from(values.get(key) as Buffer),
    }));
  };

  return {
    get: (key) => {
      const value = values.get(Buffer.from(key).toString("latin1"));
      return value === undefined ? undefined : Buffer.from(value);
    },
    scan,
    write: async (batch) => {
      for (const change of batch) apply(change);
    },
    figures: () => ({
      bytes: [...values.values()].reduce((sum, value) => sum + value.length, 0),
      damaged: 0,
    }),
    close: async () => {},
  };
}
