/** One write or read of a register in which every value is written once. Times of one clock. */
export interface ZoneOperation {
  readonly kind: "write" | "read";
  readonly value: string;
  readonly startMs: number;
  /** Infinity for a write nobody answered. */
  readonly endMs: number;
}

interface Zone {
  /** Earliest end and latest start of the value's operations: forward when the end comes first. */
  readonly minEndMs: number;
  readonly maxStartMs: number;
}

/**
 * Is there one order of these operations, each taking effect within its own time, in which every read sees the last write?
 * Exact for registers with unique values (Gibbons and Korach, "Testing shared memories", 1997; zones as in Golab, Li and Shah,
 * "Analyzing consistency properties for fun and profit", 2011). A read of a value nobody wrote is not linearizable.
 */
export function zones(operations: readonly ZoneOperation[]): boolean {
  const clusters = new Map<string, ZoneOperation[]>();
  for (const each of operations) clusters.set(each.value, [...(clusters.get(each.value) ?? []), each]);
  const all: Zone[] = [];
  for (const cluster of clusters.values()) {
    const write = cluster.find(({ kind }) => kind === "write");
    const reads = cluster.filter(({ kind }) => kind === "read");
    if (write === undefined || reads.some(({ endMs }) => endMs < write.startMs)) return false;
    // Nobody saw it and nobody answered it: it may never have been.
    if (write.endMs === Number.POSITIVE_INFINITY && reads.length === 0) continue;
    all.push({
      minEndMs: Math.min(...cluster.map(({ endMs }) => endMs)),
      maxStartMs: Math.max(...cluster.map(({ startMs }) => startMs)),
    });
  }
  const forward = all.filter(isForward).sort((a, b) => a.minEndMs - b.minEndMs);
  if (forward.some((zone, i) => i > 0 && zone.minEndMs < (forward[i - 1] as Zone).maxStartMs)) return false;
  return !all.some(
    (zone) =>
      !isForward(zone) &&
      forward.some((wide) => wide.minEndMs < zone.maxStartMs && zone.minEndMs < wide.maxStartMs),
  );
}

function isForward({ minEndMs, maxStartMs }: Zone): boolean {
  return minEndMs < maxStartMs;
}
