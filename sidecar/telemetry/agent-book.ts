import type { KvChange, KvStore } from "../store/kv-store.ts";
import { AgentAccount, type AgentAccountJson } from "./agent-account.ts";
import type { GaugeReading } from "./gauge-reading.ts";
import { scanPages } from "./scan-pages.ts";
import type { AgentIdentity } from "./telemetry-batch.ts";
import { telemetryKeys } from "./telemetry-keys.ts";

/** One WAS as this member knows it, by its own agent or through a peer. */
export interface AgentEntry {
  readonly node: string;
  readonly was: string;
  identity: AgentIdentity;
  /** Its stream is open here, or the peer says so. */
  attached: boolean;
  /** By this member's clock; 0 when only the store remembers it. */
  lastSeenMs: number;
  gauges: GaugeReading | null;
  /** Only of agents that report here. */
  readonly account: AgentAccount | null;
  /** What the peer says of its own account. */
  told: AgentTotals | null;
}

/** created = stored + dropped + pending. */
export interface AgentTotals {
  readonly created: number;
  readonly stored: number;
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
}

/** Protects from a name that changes with every start: the one not heard of for longest is forgotten. */
const AGENTS_MAX = 512;

/** Every agent that was ever heard of, here or at a peer; survives a restart. */
export class AgentBook {
  readonly #entries = new Map<string, AgentEntry>();

  constructor(store: KvStore) {
    for (const { value } of scanPages(store, telemetryKeys.range("agent"))) {
      const json = JSON.parse(value.toString("utf8")) as StoredAgent;
      this.#entries.set(`${json.node}\0${json.was}`, {
        node: json.node,
        was: json.was,
        identity: json.identity,
        attached: false,
        lastSeenMs: json.lastSeenMs,
        gauges: json.gauges,
        account: json.account === null ? null : AgentAccount.fromJson(json.account),
        told: json.told,
      });
    }
  }

  all(): AgentEntry[] {
    return [...this.#entries.values()];
  }

  get(node: string, was: string): AgentEntry | undefined {
    return this.#entries.get(`${node}\0${was}`);
  }

  /** The entry of an agent that says hello; `local` agents have an account here. */
  meet(node: string, identity: AgentIdentity, local: boolean): AgentEntry {
    const known = this.get(node, identity.was);
    if (known !== undefined) {
      known.identity = identity;
      if (known.account !== null && known.account.incarnation !== identity.incarnation) {
        known.account.restart(identity.incarnation);
        known.gauges = null;
      }
      return known;
    }
    this.#forgetOldest();
    const entry: AgentEntry = {
      node,
      was: identity.was,
      identity,
      attached: false,
      lastSeenMs: 0,
      gauges: null,
      account: local ? new AgentAccount(identity.incarnation) : null,
      told: null,
    };
    this.#entries.set(`${node}\0${identity.was}`, entry);
    return entry;
  }

  /** What keeps this entry over a restart. */
  change(entry: AgentEntry): KvChange {
    const json: StoredAgent = {
      node: entry.node,
      was: entry.was,
      identity: entry.identity,
      lastSeenMs: entry.lastSeenMs,
      gauges: entry.gauges,
      account: entry.account?.toJson() ?? null,
      told: entry.told,
    };
    return {
      key: telemetryKeys.agent(entry.node, entry.was),
      value: Buffer.from(JSON.stringify(json)),
    };
  }

  /** What became of an agent's transactions, whoever counts them. */
  static totals(entry: AgentEntry): AgentTotals {
    if (entry.account === null) {
      return entry.told ?? { created: 0, stored: 0, dropped: [] };
    }
    return {
      created: entry.account.created,
      stored: entry.account.stored,
      dropped: [...entry.account.dropped()].map(([reason, count]) => ({ reason, count })),
    };
  }

  #forgetOldest(): void {
    if (this.#entries.size < AGENTS_MAX) {
      return;
    }
    const idle = this.all().filter((entry) => !entry.attached);
    idle.sort((a, b) => a.lastSeenMs - b.lastSeenMs);
    const oldest = idle[0] ?? this.all()[0];
    if (oldest !== undefined) {
      this.#entries.delete(`${oldest.node}\0${oldest.was}`);
    }
  }
}

interface StoredAgent {
  readonly node: string;
  readonly was: string;
  readonly identity: AgentIdentity;
  readonly lastSeenMs: number;
  readonly gauges: GaugeReading | null;
  readonly account: AgentAccountJson | null;
  readonly told: AgentTotals | null;
}
