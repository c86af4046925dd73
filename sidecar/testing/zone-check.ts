/** One operation on one register, by one clock. `endMs` infinite: nobody was told what came of it. */
export interface RegisterOperation {
  readonly kind: "read" | "write";
  /** Written values are unique; 0 is what a register holds that was never written. */
  readonly value: number;
  readonly startMs: number;
  readonly endMs: number;
}

interface Cluster {
  readonly write: RegisterOperation;
  /** Latest start and earliest end of the write and its reads. */
  startMs: number;
  endMs: number;
}

const BORN: RegisterOperation = {
  kind: "write",
  value: 0,
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.NEGATIVE_INFINITY,
};

/**
 * Whether a history of one register is linearizable (Gibbons and Korach, 1997): each write with its reads is a zone, from
 * its earliest end to its latest start. Null when it is; otherwise what is wrong. No read may end before its write began,
 * no two forward zones may overlap, no backward zone may lie within a forward one. Without excuses, for whatever reason.
 */
export function zoneCheck(history: readonly RegisterOperation[]): string | null {
  const clusters = new Map<number, Cluster>([[0, cluster(BORN)]]);
  for (const operation of history)
    if (operation.kind === "write") clusters.set(operation.value, cluster(operation));
  const read = new Set<number>([0]);
  for (const { kind, value, startMs, endMs } of history) {
    if (kind !== "read") continue;
    const zone = clusters.get(value);
    if (zone === undefined) return `${value} was read and never written`;
    if (endMs < zone.write.startMs) return `${value} was read before it was written`;
    read.add(value);
    zone.startMs = Math.max(zone.startMs, startMs);
    zone.endMs = Math.min(zone.endMs, endMs);
  }
  // What was neither acknowledged nor seen may never have taken effect.
  const zones = [...clusters.values()].filter(
    ({ write }) => Number.isFinite(write.endMs) || write === BORN || read.has(write.value),
  );
  return overlap(zones);
}

function cluster(write: RegisterOperation): Cluster {
  return { write, startMs: write.startMs, endMs: write.endMs };
}

function overlap(zones: readonly Cluster[]): string | null {
  const forward = zones
    .filter(({ startMs, endMs }) => endMs < startMs)
    .sort((left, right) => left.endMs - right.endMs);
  for (const [at, zone] of forward.entries()) {
    const next = forward[at + 1];
    if (next !== undefined && next.endMs < zone.startMs)
      return `${zone.write.value} was still there after ${next.write.value} had come`;
  }
  for (const inner of zones) {
    if (inner.endMs < inner.startMs) continue;
    const outer = forward.find(({ startMs, endMs }) => endMs < inner.startMs && inner.endMs < startMs);
    if (outer !== undefined)
      return `${outer.write.value} was there before and after ${inner.write.value} was`;
  }
  return null;
}
