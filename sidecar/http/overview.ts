import type { Clock } from "../base/clock.ts";
import type { Distinct, SeriesPoint } from "../telemetry/merge-point.ts";
import { SeriesQuery } from "../telemetry/series-query.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { ApiOverview, ApiPoint, ApiSentence, ApiServer, LiveMessage, UserKey } from "./api-types.ts";
import type { GridWatch } from "./grid-watch.ts";
import type { RouteRange } from "./route-query.ts";
import { statusSentence } from "./status-sentence.ts";

/** What the overview is made from. */
export interface OverviewOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly grid: GridWatch;
  readonly clock: Clock;
  /** The peer's watch as it is heard; null without a peer. */
  readonly peer: () => { readonly node: string; readonly connected: boolean } | null;
  /** By which users are told apart in the sentence. */
  readonly userKey: UserKey;
}

const MINUTE_MS = 60_000;
/** "Usual" is the median of these minutes. */
const USUAL_MINUTES = 15;
const WEEK_MS = 7 * 86_400_000;
/** A finding that was not seen for this long begins anew. */
const FORGET_MS = 15_000;

/** The whole page's first view: points, users, servers and the sentence, merged over the members. */
export class Overview {
  readonly #options: OverviewOptions;
  readonly #findings = new Map<string, { sinceMs: number; seenMs: number }>();
  #sentence: { readonly atMs: number; readonly sentence: ApiSentence } | null = null;

  constructor(options: OverviewOptions) {
    this.#options = options;
  }

  read(range: RouteRange): ApiOverview {
    const { clock, grid, telemetry } = this.#options;
    const widthMs = SeriesQuery.widthFor(range.toMs - range.fromMs);
    const fromMs = Math.floor(range.fromMs / widthMs) * widthMs;
    const points = telemetry.series.series({ ...range, fromMs }, widthMs);
    return {
      fromMs,
      toMs: range.toMs,
      widthMs,
      points: points.filter(({ coveredMs }) => coveredMs > 0).map(apiPoint),
      // A range may end in the future; users are counted up to now.
      concurrent: telemetry.series.concurrent(Math.min(range.toMs, clock.nowMs()), range.was),
      servers: this.servers(),
      sentence: this.sentence(),
      events: grid.grid.events.filter(({ atMs }) => atMs >= fromMs && atMs < range.toMs),
      completeness: this.completeness(),
    };
  }

  /** Of the two seconds that began at `startMs`. */
  tick(startMs: number): LiveMessage {
    const { telemetry } = this.#options;
    const [finest] = SeriesQuery.widths;
    const widthMs = finest?.widthMs as number;
    return {
      kind: "tick",
      point: apiPoint(telemetry.series.total({ fromMs: startMs, toMs: startMs + widthMs })),
      concurrent: telemetry.series.concurrent(startMs + widthMs),
      servers: this.servers(),
      sentence: this.sentence(),
      completeness: this.completeness(),
    };
  }

  /** A server whose member is dead and whose voice is gone is down, not late. */
  servers(): ApiServer[] {
    const { grid, node, telemetry } = this.#options;
    const dead = new Set(
      grid.grid.members.filter(({ state }) => state === "dead").map((member) => member.node),
    );
    return telemetry.servers
      .servers()
      .map((server) =>
        server.state === "stale" && server.node !== node && dead.has(server.node)
          ? { ...server, state: "down" }
          : server,
      );
  }

  completeness(): ApiOverview["completeness"] {
    const { grid, node, peer } = this.#options;
    const known = new Set([node, ...grid.grid.members.map((member) => member.node)]);
    const heard = peer();
    if (heard !== null) {
      known.add(heard.node);
    }
    return { reported: 1 + (heard?.connected ? 1 : 0), known: known.size };
  }

  /** At most once a second: every page shows the same. */
  sentence(): ApiSentence {
    const { clock, grid, telemetry, userKey } = this.#options;
    const nowMs = clock.nowMs();
    if (this.#sentence !== null && Math.abs(nowMs - this.#sentence.atMs) < 1_000) {
      return this.#sentence.sentence;
    }
    const toMs = Math.floor((nowMs - 1_000) / 2_000) * 2_000;
    const last = telemetry.series.total({ fromMs: toMs - MINUTE_MS, toMs });
    // Whole minutes: they are read from their own tier.
    const minuteMs = Math.floor(toMs / MINUTE_MS - 1) * MINUTE_MS;
    const before = telemetry.series.series(
      { fromMs: minuteMs - USUAL_MINUTES * MINUTE_MS, toMs: minuteMs },
      MINUTE_MS,
    );
    const lastWeek = telemetry.series.total({ fromMs: toMs - WEEK_MS - 5 * MINUTE_MS, toMs: toMs - WEEK_MS });
    const sentence = statusSentence({
      servers: this.servers(),
      count: last.count,
      errors: last.errors,
      p95Us: last.p95Us,
      usualP95Us: median(before.map(({ p95Us }) => p95Us)),
      grid: grid.asked ? grid.grid.state : null,
      users: telemetry.series.concurrent(toMs)[userKey],
      usersLastWeek: lastWeek.coveredMs >= 4 * MINUTE_MS ? lastWeek.users[userKey].count : null,
      since: (finding) => this.#since(finding, nowMs),
    });
    this.#sentence = { atMs: nowMs, sentence };
    return sentence;
  }

  #since(finding: string, nowMs: number): number {
    const known = this.#findings.get(finding);
    const sinceMs = known !== undefined && Math.abs(nowMs - known.seenMs) < FORGET_MS ? known.sinceMs : nowMs;
    this.#findings.set(finding, { sinceMs, seenMs: nowMs });
    return sinceMs;
  }
}

function apiPoint(point: SeriesPoint): ApiPoint {
  const count = (distinct: Distinct): number => distinct.count;
  return {
    startMs: point.startMs,
    widthMs: point.widthMs,
    count: point.count,
    errors: point.errors,
    p50Us: point.p50Us,
    p95Us: point.p95Us,
    p99Us: point.p99Us,
    users: {
      address: count(point.users.address),
      session: count(point.users.session),
      cookie: count(point.users.cookie),
    },
    cpu: point.cpu,
    heapUsedBytes: point.heapUsedBytes,
    heapMaxBytes: point.heapMaxBytes,
  };
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}
