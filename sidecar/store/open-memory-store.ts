import type { KvChange, KvEntry, KvRange, KvStore } from "./kv-store.ts";

/** A KvStore in memory, whose values a test can damage. */
export interface MemoryStore extends KvStore {
  /** From now on the value of `key` reads as one whose checksum is wrong, until it is written again. */
  readonly damage: (key: Uint8Array) => void;
}

/** KvStore in memory, for tests and simulations: writes take effect at once and are never lost. */
export function openMemoryStore(): MemoryStore {
  // Latin-1 keeps one character for each byte, so the order of the strings is the order of the bytes.
  const values = new Map<string, Buffer>();
  const broken = new Set<string>();
  let sorted: string[] | null = null;
  let damaged = 0;
  let tell: (key: Buffer) => void = () => {};

  const read = (name: string): Buffer | undefined => {
    const value = values.get(name);
    if (value === undefined || !broken.has(name)) return value && Buffer.from(value);
    damaged += 1;
    tell(Buffer.from(name, "latin1"));
    return undefined;
  };

  const apply = (change: KvChange): void => {
    const name = nameOf(change.key);
    broken.delete(name);
    if (change.value === null) {
      if (values.delete(name)) sorted = null;
      return;
    }
    if (!values.has(name)) sorted = null;
    values.set(name, Buffer.from(change.value));
  };

  const scan = (range: KvRange): KvEntry[] => {
    sorted ??= [...values.keys()].sort();
    const [from, to] = [nameOf(range.from), nameOf(range.to)];
    const names = sorted.filter((name) => name >= from && name < to);
    if (range.reverse === true) names.reverse();
    const entries: KvEntry[] = [];
    for (const name of names) {
      if (entries.length >= range.limit) break;
      const value = read(name);
      if (value !== undefined) entries.push({ key: Buffer.from(name, "latin1"), value });
    }
    return entries;
  };

  return {
    get: (key) => read(nameOf(key)),
    scan,
    write: async (batch) => {
      for (const change of batch) apply(change);
    },
    onDamaged: (listener) => {
      tell = listener;
    },
    damage: (key) => {
      broken.add(nameOf(key));
    },
    figures: () => {
      const bytes = [...values.values()].reduce((sum, value) => sum + value.length, 0);
      return { bytes, usedBytes: bytes, damaged, overflowPages: 0, oldestReaderMs: 0 };
    },
    close: async () => {},
  };
}

function nameOf(key: Uint8Array): string {
  return Buffer.from(key).toString("latin1");
}
