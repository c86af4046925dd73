/**
 * What became of one WAS's transactions, over all starts of its JVM: created = stored + dropped by reason + pending.
 * The agent counts what it made and what it dropped; this side counts what it stored or had to refuse. A JVM that ended
 * without a last word leaves what was still in its ring as dropped, reason "agent_gone".
 */
export class AgentAccount {
  #incarnation: string;
  /** Of this JVM. */
  #created = 0;
  #dropped = new Map<string, number>();
  /** Of all JVMs: counted here. */
  #stored = 0;
  readonly #refused = new Map<string, number>();
  /** Of the JVMs before this one. */
  #earlierCreated = 0;
  readonly #earlierDropped = new Map<string, number>();
  /** Stored and refused when this JVM started. */
  #settledBefore = 0;

  constructor(incarnation: string) {
    this.#incarnation = incarnation;
  }

  get incarnation(): string {
    return this.#incarnation;
  }

  get created(): number {
    return this.#earlierCreated + this.#created;
  }

  get stored(): number {
    return this.#stored;
  }

  /** Made by the agent and not heard of yet: in its ring or under way. */
  get pending(): number {
    return this.created - this.#stored - sum(this.dropped());
  }

  dropped(): Map<string, number> {
    const all = new Map(this.#earlierDropped);
    for (const part of [this.#dropped, this.#refused]) {
      for (const [reason, count] of part) {
        all.set(reason, (all.get(reason) ?? 0) + count);
      }
    }
    return all;
  }

  /** The agent's own totals since its start. */
  report(created: number, dropped: readonly { readonly reason: string; readonly count: number }[]): void {
    this.#created = Math.max(this.#created, created);
    for (const { reason, count } of dropped.slice(0, REASONS_MAX)) {
      this.#dropped.set(reason, Math.max(this.#dropped.get(reason) ?? 0, count));
    }
    this.#keepUp();
  }

  store(count: number): void {
    this.#stored += count;
    this.#keepUp();
  }

  refuse(reason: string, count: number): void {
    if (count > 0) {
      this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + count);
      this.#keepUp();
    }
  }

  /** Another JVM has started under this name. */
  restart(incarnation: string): void {
    const lost = this.pending;
    this.#incarnation = incarnation;
    this.#earlierCreated += this.#created;
    for (const [reason, count] of this.#dropped) {
      this.#earlierDropped.set(reason, (this.#earlierDropped.get(reason) ?? 0) + count);
    }
    if (lost > 0) {
      this.#earlierDropped.set("agent_gone", (this.#earlierDropped.get("agent_gone") ?? 0) + lost);
    }
    this.#created = 0;
    this.#dropped = new Map();
    this.#settledBefore = this.#stored + sum(this.#refused);
  }

  toJson(): AgentAccountJson {
    return {
      incarnation: this.#incarnation,
      created: this.#created,
      dropped: [...this.#dropped],
      stored: this.#stored,
      refused: [...this.#refused],
      earlierCreated: this.#earlierCreated,
      earlierDropped: [...this.#earlierDropped],
      settledBefore: this.#settledBefore,
    };
  }

  static fromJson(json: AgentAccountJson): AgentAccount {
    const account = new AgentAccount(json.incarnation);
    account.#created = json.created;
    account.#dropped = new Map(json.dropped);
    account.#stored = json.stored;
    for (const [reason, count] of json.refused) {
      account.#refused.set(reason, count);
    }
    account.#earlierCreated = json.earlierCreated;
    for (const [reason, count] of json.earlierDropped) {
      account.#earlierDropped.set(reason, count);
    }
    account.#settledBefore = json.settledBefore;
    return account;
  }

  /** What has arrived was made: the agent's ledger may travel behind its transactions. */
  #keepUp(): void {
    const settled = this.#stored + sum(this.#refused) - this.#settledBefore + sum(this.#dropped);
    this.#created = Math.max(this.#created, settled);
  }
}

export interface AgentAccountJson {
  readonly incarnation: string;
  readonly created: number;
  readonly dropped: readonly (readonly [string, number])[];
  readonly stored: number;
  readonly refused: readonly (readonly [string, number])[];
  readonly earlierCreated: number;
  readonly earlierDropped: readonly (readonly [string, number])[];
  readonly settledBefore: number;
}

/** An agent has a handful; protects from one that makes them up. */
const REASONS_MAX = 32;

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) {
    total += count;
  }
  return total;
}
