import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { KvFigures, KvStore } from "../store/kv-store.ts";
import type { GridStorage, StorageFigures } from "./grid-storage.ts";

/** Registers what an operator watches of the disk, the store and its damage. */
export function storageMetrics(metrics: MetricsRegistry, storage: GridStorage, store: KvStore): void {
  const disk = (name: string, help: string, read: (figures: StorageFigures) => number): void =>
    metrics.gauge(`gyeot_disk_${name}`, help, () => read(storage.figures()));
  const kept = (name: string, help: string, read: (figures: KvFigures) => number): void =>
    metrics.gauge(`gyeot_store_${name}`, help, () => read(store.figures()));
  const found = (name: string, help: string, read: (figures: StorageFigures) => number): void =>
    metrics.gauge(`gyeot_store_${name}`, help, () => read(storage.figures()));
  disk("free_bytes", "Free on the disk of the data directory.", ({ disk: { freeBytes } }) => freeBytes);
  disk("needed_bytes", "Below this, changes are refused.", ({ disk: { neededBytes } }) => neededBytes);
  disk("ballast_bytes", "Room that is given up when the disk is full.", ({ disk: d }) => d.ballastBytes);
  disk("refusing", "1 while changes are refused.", ({ refusal }) => (refusal === "" ? 0 : 1));
  kept("bytes", "File of the session store.", ({ bytes }) => bytes);
  kept("used_bytes", "Of that, in use.", ({ usedBytes }) => usedBytes);
  kept("overflow_pages", "Pages that must not exist.", ({ overflowPages }) => overflowPages);
  kept("damaged_reads_total", "Reads that met a damaged value.", ({ damaged }) => damaged);
  kept("oldest_reader_ms", "How long a reader has kept old pages.", ({ oldestReaderMs }) => oldestReaderMs);
  found("damaged_sessions", "Sessions damaged here and not healed yet.", ({ damagedNow }) => damagedNow);
  found("damaged_sessions_total", "Sessions found damaged.", ({ damagedFound }) => damagedFound);
  found("scrubbed_total", "Stored sessions checked in the background.", ({ scrubbed }) => scrubbed);
}
