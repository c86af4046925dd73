import type { Clock } from "../base/clock.ts";
import type { KvChange, KvStore } from "../store/kv-store.ts";
import type { AgentBook, AgentTotals } from "./agent-book.ts";
import type { GaugeReading } from "./gauge-reading.ts";
import type { Ingest } from "./ingest.ts";
import { plainAgent } from "./plain-agent.ts";
import type { Rollup } from "./rollup.ts";
import type { RollupPlace, RollupStore } from "./rollup-store.ts";
import { rollupTiers } from "./rollup-tiers.ts";
import type { SpanStore } from "./span-store.ts";
import type { AgentIdentity } from "./telemetry-batch.ts";
import { telemetryKeys } from "./telemetry-keys.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** What a peer sends. */
export type PeerItem =
  | { readonly kind: "bucket"; readonly place: RollupPlace; readonly rollup: Rollup }
  | { readonly kind: "rows"; readonly was: string; readonly rows: readonly TransactionRow[] }
  | { readonly kind: "agent"; readonly state: PeerAgentState };

/** An agent as its own member sees it. */
export interface PeerAgentState extends AgentTotals {
  readonly identity: AgentIdentity;
  readonly attached: boolean;
  /** By the peer's clock. */
  readonly seenMs: number;
  readonly gauges: GaugeReading | null;
}

/** Up to where a peer's log is stored here. */
export interface PeerCursor {
  readonly logId: string;
  readonly seq: number;
}

export interface PeerIngestParts {
  readonly store: KvStore;
  readonly spans: SpanStore;
  readonly rollups: RollupStore;
  readonly agents: AgentBook;
  readonly ingest: Ingest;
  readonly clock: Clock;
  readonly stored: (node: string, was: string, rows: readonly TransactionRow[]) => void;
}

/** Stores what a peer's watch sends, with the place in its log in the same transaction: sent twice counts once. */
export class PeerIngest {
  readonly #parts: PeerIngestParts;

  constructor(parts: PeerIngestParts) {
    this.#parts = parts;
  }

  /** By peer; an empty one starts from the beginning. */
  cursor(node: string): PeerCursor {
    const value = this.#parts.store.get(telemetryKeys.meta(`follow ${node}`));
    return value === undefined ? { logId: "", seq: 0 } : (JSON.parse(value.toString("utf8")) as PeerCursor);
  }

  /** Stores `items` of peer `node`, which end at `cursor`. */
  async apply(node: string, items: readonly PeerItem[], cursor: PeerCursor): Promise<void> {
    const { ingest, spans, store } = this.#parts;
    const changes: KvChange[] = [];
    const arrived: { was: string; rows: readonly TransactionRow[] }[] = [];
    for (const item of items) {
      if (item.kind === "bucket") {
        changes.push(...this.#bucket(node, item));
      } else if (item.kind === "agent") {
        changes.push(this.#agent(node, item.state));
      } else {
        const rows = spans.unknown(item.rows);
        changes.push(...spans.changes(node, item.was, rows, ingest.nextSeq()).changes);
        arrived.push({ was: item.was, rows });
      }
    }
    const place = { key: telemetryKeys.meta(`follow ${node}`), value: Buffer.from(JSON.stringify(cursor)) };
    try {
      await store.write([...changes, ingest.seqChange(), place]);
    } catch (cause) {
      spans.failed();
      throw cause;
    }
    for (const { was, rows } of arrived) {
      this.#parts.stored(node, was, rows);
    }
  }

  #bucket(node: string, item: { readonly place: RollupPlace; readonly rollup: Rollup }): KvChange[] {
    const [finest] = rollupTiers;
    const { place, rollup } = item;
    const nowMs = this.#parts.clock.nowMs();
    const expired = place.startMs < nowMs - (finest?.keepMs as number) + 3_600_000;
    // A member speaks for itself alone, and only in the finest width: the coarser are made here.
    const foreign =
      place.node !== node || place.widthMs !== finest?.widthMs || place.startMs % place.widthMs !== 0;
    return expired || foreign ? [] : this.#parts.rollups.put(place, rollup, 0);
  }

  #agent(node: string, state: PeerAgentState): KvChange {
    const { agents, clock } = this.#parts;
    const entry = agents.meet(node, plainAgent.identity(state.identity), false);
    entry.attached = state.attached;
    entry.gauges = state.gauges === null ? entry.gauges : plainAgent.gauges(state.gauges);
    entry.lastSeenMs = state.attached ? Math.min(state.seenMs, clock.nowMs()) : state.seenMs;
    entry.told = { created: state.created, stored: state.stored, dropped: state.dropped };
    return agents.change(entry);
  }
}
