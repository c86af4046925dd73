import type { KvStore } from "../store/kv-store.ts";
import type { GridStorage } from "./grid-storage.ts";

/** The store and the disk below it as the operator sees them. Structurally the StoreStatus of admin.proto. */
export interface StoreStatusView {
  readonly bytes: number;
  readonly usedBytes: number;
  readonly diskFreeBytes: number;
  readonly diskNeededBytes: number;
  readonly ballastBytes: number;
  readonly refusal: string;
  readonly damagedNow: number;
  readonly damagedFound: number;
  readonly scrubbed: number;
  readonly scrubRounds: number;
  readonly oldestReaderMs: number;
  readonly startedEmpty: boolean;
  readonly quarantined: number;
}

/** Figures of the store and the storage in one; `quarantined` are the damaged stores set aside and still there. */
export function storeStatus(storage: GridStorage, store: KvStore, quarantined: number): StoreStatusView {
  const { bytes, usedBytes, oldestReaderMs } = store.figures();
  const { disk, ...more } = storage.figures();
  return {
    ...more,
    bytes,
    usedBytes,
    oldestReaderMs,
    quarantined,
    diskFreeBytes: disk.freeBytes,
    diskNeededBytes: disk.neededBytes,
    ballastBytes: disk.ballastBytes,
  };
}
