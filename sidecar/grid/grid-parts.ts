import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Counter, MetricsRegistry } from "../base/metrics-registry.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { Agents } from "./agents.ts";
import type { ChangeCodec } from "./change.ts";
import { ClockGuard } from "./clock-guard.ts";
import type { ChangeLog } from "./committer.ts";
import { ConflictBook } from "./conflict-book.ts";
import { EventHistory } from "./event-history.ts";
import { GuestBook } from "./guest-book.ts";
import { Hlc } from "./hlc.ts";
import { LatencyWindow } from "./latency-window.ts";
import { leaseMs } from "./lease-ms.ts";
import { NearCopies } from "./near-copies.ts";
import { Records } from "./records.ts";
import { SessionTable } from "./session-table.ts";
import type { Version } from "./version.ts";

/** What a grid is made from. */
export interface GridOptions {
  readonly node: string;
  /** Distinguishes the starts of this member. */
  readonly incarnation: number;
  readonly mode: "solo" | "pair" | "pair+witness" | "grid" | "grid-strict";
  /** Members that hold each session, where there are as many. */
  readonly copies: number;
  readonly durability: "process" | "disk";
  /** What two changes that did not know of each other become: merged by attribute, or the later session alone. */
  readonly merge?: "attribute" | "session";
  readonly sessionBytesMax: number;
  readonly agentsMax: number;
  readonly store: KvStore;
  readonly changeLog: ChangeLog;
  readonly codec: ChangeCodec;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
}

/** Figures of the grid since its start. */
export interface GridCounters {
  readonly acknowledged: Counter;
  readonly degraded: Counter;
  readonly refusedDead: Counter;
  readonly conflicts: Counter;
  readonly loads: Counter;
  readonly pauses: Counter;
}

/** The parts of a grid that its operations share. */
export interface GridParts {
  readonly options: GridOptions;
  readonly guard: ClockGuard;
  readonly hlc: Hlc;
  /** Every session known here, wherever it is kept. */
  readonly records: Records;
  /** Sessions this member is a home of. */
  readonly table: SessionTable;
  /** Copies of others for the agents here. */
  readonly guests: SessionTable;
  readonly guestBook: GuestBook;
  readonly near: NearCopies;
  readonly agents: Agents;
  readonly history: EventHistory;
  readonly conflicts: ConflictBook;
  readonly counters: GridCounters;
  readonly storeLatency: LatencyWindow;
}

/** Makes the shared parts; the caller adds the peer and the committer. */
export function gridParts(
  options: GridOptions,
  isHome: (id: string) => boolean,
  aheadMs: () => number,
): GridParts {
  const { clock, log, store, codec, node, metrics } = options;
  let history: EventHistory | null = null;
  const guard = new ClockGuard({
    clock,
    log,
    onJump: (jumpedMs) => history?.add("clock_jump", node, { detail: `${jumpedMs} ms` }),
  });
  const nowMs = (): number => guard.nowMs();
  history = new EventHistory(store, nowMs);
  // Versions given to agents; another start of this member must not be taken for this one.
  const stamps = new Hlc(`${node}#${options.incarnation}`, nowMs);
  const stamp = (after: Version | null): Version => stamps.next(after);
  // A session may move from one table to the other; what an agent was given from the one says nothing about the other.
  const guestStamps = new Hlc(`${node}#${options.incarnation} guest`, nowMs);
  const table = new SessionTable({ store, codec, log, stamp });
  const guests = new SessionTable({
    store: openMemoryStore(),
    codec,
    log,
    stamp: (after) => guestStamps.next(after),
  });
  const near = new NearCopies({ clock, leaseMs });
  const guestBook = new GuestBook(clock, near, (id) => guests.remove(id));
  const counters = gridCounters(metrics);
  metrics.gauge("gyeot_grid_sessions", "Live sessions held here.", () => table.live);
  metrics.gauge(
    "gyeot_grid_guests",
    "Sessions kept for agents here whose homes are others.",
    () => guests.live,
  );
  metrics.gauge("gyeot_grid_tombstones", "Dead sessions remembered here.", () => table.tombstones);
  metrics.gauge("gyeot_grid_dirty", "Sessions newer in memory than in the store.", () => table.dirty);
  return {
    options,
    guard,
    // By the slowest clock of the members that answer: one that is an hour ahead must not win every conflict.
    hlc: new Hlc(node, () => nowMs() - aheadMs()),
    records: new Records({ table, guests, isHome }),
    table,
    guests,
    guestBook,
    near,
    agents: new Agents({ nowMs }),
    history,
    conflicts: new ConflictBook({ store, history, nowMs }),
    counters,
    storeLatency: new LatencyWindow(clock),
  };
}

function gridCounters(metrics: MetricsRegistry): GridCounters {
  return {
    acknowledged: metrics.counter("gyeot_grid_acknowledged_total", "Changes held as the mode promises."),
    degraded: metrics.counter("gyeot_grid_degraded_total", "Changes acknowledged by this member alone."),
    refusedDead: metrics.counter("gyeot_grid_refused_dead_total", "Changes of sessions that are dead."),
    conflicts: metrics.counter("gyeot_grid_conflicts_total", "Changes that met a change they had not seen."),
    loads: metrics.counter("gyeot_grid_loads_total", "Sessions asked for by agents."),
    pauses: metrics.counter("gyeot_grid_pauses_total", "Times this process did not run for 150 ms or more."),
  };
}
