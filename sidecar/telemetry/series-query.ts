import { type Distinct, mergePoint, type SeriesPoint } from "./merge-point.ts";
import { type EndpointTotals, Rollup, type UserKey } from "./rollup.ts";
import type { RollupStore, StoredRollup } from "./rollup-store.ts";
import { rollupTiers } from "./rollup-tiers.ts";

/** What is asked for: [fromMs, toMs), of one WAS or of all. */
export interface SeriesRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly was?: string | undefined;
}

/** Totals of one endpoint over a range. */
export interface EndpointReading {
  readonly endpoint: string;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly totalUs: number;
  /** Share of the time spent in SQL. */
  readonly sqlShare: number;
}

/** "Concurrent" users are those seen in this time. */
const CONCURRENT_MS = 300_000;
/** Below this many points each is read on its own, from the coarsest tiers that fit it exactly. */
const EXACT_POINTS_MAX = 64;
/** More points than a chart has pixels help nobody; asking for more is an error of the caller. */
const POINTS_MAX = 4_000;

/** Figures over time, merged over servers and members. Reads the coarsest rollups that give the exact answer. */
export class SeriesQuery {
  /** Widths a chart may use, and up to how long a range. */
  static readonly widths: readonly { readonly widthMs: number; readonly rangeMs: number }[] = [
    { widthMs: 2_000, rangeMs: 20 * 60_000 },
    { widthMs: 10_000, rangeMs: 90 * 60_000 },
    { widthMs: 60_000, rangeMs: 8 * 3_600_000 },
    { widthMs: 300_000, rangeMs: 49 * 3_600_000 },
    { widthMs: 3_600_000, rangeMs: 31 * 86_400_000 },
    { widthMs: 6 * 3_600_000, rangeMs: 190 * 86_400_000 },
    { widthMs: 86_400_000, rangeMs: Number.MAX_SAFE_INTEGER },
  ];

  readonly #rollups: RollupStore;

  constructor(rollups: RollupStore) {
    this.#rollups = rollups;
  }

  /** Width in which a range of this length is shown: at most some 600 points. */
  static widthFor(rangeMs: number): number {
    return SeriesQuery.widths.find((width) => rangeMs <= width.rangeMs)?.widthMs ?? 86_400_000;
  }

  /** One point for each width from fromMs on, oldest first; points nothing is stored for have coveredMs 0. */
  series(range: SeriesRange, widthMs: number): SeriesPoint[] {
    const count = Math.ceil((range.toMs - range.fromMs) / widthMs);
    if (!(count >= 0 && count <= POINTS_MAX)) {
      throw new RangeError(`A series of ${count} points is too long: at most ${POINTS_MAX}.`);
    }
    const groups: StoredRollup[][] = Array.from({ length: count }, () => []);
    if (count <= EXACT_POINTS_MAX) {
      for (const [index, group] of groups.entries()) {
        const fromMs = range.fromMs + index * widthMs;
        const toMs = Math.min(fromMs + widthMs, range.toMs);
        group.push(...this.#rollups.read({ fromMs, toMs, was: range.was, parts: "figures" }));
      }
    } else {
      const widestMs = widestWithin(range.fromMs, widthMs);
      for (const rollup of this.#rollups.read({ ...range, widestMs, parts: "figures" })) {
        groups[Math.floor((rollup.startMs - range.fromMs) / widthMs)]?.push(rollup);
      }
    }
    return groups.map((group, index) => mergePoint(range.fromMs + index * widthMs, widthMs, group));
  }

  /** The whole range as one point. */
  total(range: SeriesRange): SeriesPoint {
    return mergePoint(range.fromMs, range.toMs - range.fromMs, [
      ...this.#rollups.read({ ...range, parts: "figures" }),
    ]);
  }

  /** Distinct users of the five minutes before `atMs`. */
  concurrent(atMs: number, was?: string): Record<UserKey, Distinct> {
    return this.total({ fromMs: atMs - CONCURRENT_MS, toMs: atMs, was }).users;
  }

  /** Totals by endpoint, most total time first. */
  endpoints(range: SeriesRange, limit: number): EndpointReading[] {
    const whole = new Rollup();
    for (const { rollup } of this.#rollups.read(range)) {
      whole.merge(rollup);
    }
    return [...whole.endpoints]
      .map(([endpoint, totals]) => reading(endpoint, totals))
      .sort((a, b) => b.totalUs - a.totalUs)
      .slice(0, limit);
  }

  firstStoredMs(): number | null {
    return this.#rollups.firstMs();
  }
}

function reading(endpoint: string, totals: EndpointTotals): EndpointReading {
  const totalUs = totals.latency.sumUs;
  return {
    endpoint,
    count: totals.count,
    errors: totals.errors,
    p50Us: totals.latency.quantile(0.5),
    p95Us: totals.latency.quantile(0.95),
    totalUs,
    sqlShare: totalUs === 0 ? 0 : Math.min(1, totals.sqlUs / totalUs),
  };
}

/** Widest tier whose windows each lie in one point. */
function widestWithin(fromMs: number, widthMs: number): number {
  const fitting = rollupTiers.filter((tier) => widthMs % tier.widthMs === 0 && fromMs % tier.widthMs === 0);
  return fitting.at(-1)?.widthMs ?? (rollupTiers[0]?.widthMs as number);
}
