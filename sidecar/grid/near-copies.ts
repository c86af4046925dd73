import type { Cancel, Clock } from "../base/clock.ts";

/** One attached agent, as far as its near copies are concerned. */
interface Holder {
  readonly push: (notice: number, ids: readonly string[]) => void;
  readonly leaseMs: number;
  readonly keys: Set<string>;
  /** Until then its near copies may be served, by our monotonic clock. */
  leaseEndMs: number;
  /** Told, not answered yet; in the order they were told. */
  readonly notices: Map<number, { readonly sinceMs: number; readonly done: () => void }>;
  /** Its stream was closed by us: it may not know yet. */
  ghost: boolean;
  cancel: Cancel;
}

/** What NearCopies needs. */
export interface NearCopiesOptions {
  readonly clock: Clock;
  /** As told to agents in Welcome; they measure it from the moment they send a Renew. */
  readonly leaseMs: number;
}

/** Timer resolution and rounding on both sides. */
const MARGIN_MS = 20;

/** An agent that does not answer a notice for so long gets no more Renewed: its lease runs out. */
const NOTICE_MS_MAX = 150;

/**
 * Which agent holds which session in its near cache. A writer waits until all others have dropped it: they say
 * so, or their lease has run out, or their stream has ended.
 */
export class NearCopies {
  readonly #options: NearCopiesOptions;
  readonly #holders = new Map<string, Holder>();
  /** By session, by agent: null while it holds the session, else the end of its being told to drop it. */
  readonly #byKey = new Map<string, Map<string, Promise<void> | null>>();
  #notice = 0;

  constructor(options: NearCopiesOptions) {
    this.#options = options;
  }

  /** An agent, or a member that keeps copies for its agents: its leases last `leaseMs`. */
  attach(agent: string, push: Holder["push"], leaseMs = this.#options.leaseMs): void {
    const cancel = (): void => {};
    this.#holders.set(agent, {
      push,
      leaseMs,
      keys: new Set(),
      leaseEndMs: 0,
      notices: new Map(),
      ghost: false,
      cancel,
    });
  }

  /** `known` when the agent itself ended the stream; otherwise its lease must run out first. */
  detach(agent: string, known: boolean): void {
    const holder = this.#holders.get(agent);
    if (holder === undefined || holder.ghost) return;
    const leftMs = holder.leaseEndMs - this.#options.clock.monotonicMs();
    if (known || leftMs <= 0) {
      this.#forget(agent, holder);
      return;
    }
    holder.ghost = true;
    holder.cancel = this.#options.clock.after(leftMs + 1, () => this.#forget(agent, holder));
  }

  /** The agent is about to be given this session, or has just saved it. */
  hold(agent: string, id: string): void {
    const holder = this.#holders.get(agent);
    if (holder === undefined || holder.ghost) return;
    holder.keys.add(id);
    const agents = this.#byKey.get(id);
    if (agents === undefined) this.#byKey.set(id, new Map([[agent, null]]));
    else agents.set(agent, null);
  }

  /** True while the agent holds it and has not been told to drop it: its copy is as new as the record here. */
  isCurrent(agent: string, id: string): boolean {
    return this.#byKey.get(id)?.get(agent) === null;
  }

  /** False: the agent ignores notices and must not be given a new lease. */
  renew(agent: string): boolean {
    const holder = this.#holders.get(agent);
    if (holder === undefined || holder.ghost) return false;
    const nowMs = this.#options.clock.monotonicMs();
    const [oldest] = holder.notices.values();
    if (oldest !== undefined && nowMs - oldest.sinceMs > NOTICE_MS_MAX) return false;
    holder.leaseEndMs = nowMs + holder.leaseMs + MARGIN_MS;
    return true;
  }

  dropped(agent: string, notice: number): void {
    this.#holders.get(agent)?.notices.get(notice)?.done();
  }

  /** Resolves when no agent but `except` serves these sessions from its near cache; null when that is so now. */
  drop(ids: readonly string[], except: string | null): Promise<void> | null {
    const toTell = new Map<string, string[]>();
    const waits: Promise<void>[] = [];
    for (const id of ids) {
      for (const [agent, dropping] of this.#byKey.get(id) ?? []) {
        if (agent === except) continue;
        // Already told, not yet answered: what it loads after that is the new value.
        if (dropping !== null) waits.push(dropping);
        else if (toTell.has(agent)) toTell.get(agent)?.push(id);
        else toTell.set(agent, [id]);
      }
    }
    for (const [agent, list] of toTell) waits.push(this.#tell(agent, list));
    if (waits.length === 0) return null;
    return waits.length === 1 ? (waits[0] as Promise<void>) : Promise.all(waits).then(() => {});
  }

  /** What this agent brought along from an earlier stream and must not serve. */
  recall(agent: string, ids: readonly string[]): void {
    if (ids.length > 0) void this.#tell(agent, ids);
  }

  /** Agents that are attached and hold the session. */
  holders(id: string): string[] {
    const agents = this.#byKey.get(id);
    if (agents === undefined) return [];
    return [...agents.keys()].filter((agent) => this.#holders.get(agent)?.ghost === false);
  }

  /** Sessions anybody holds. */
  ids(): string[] {
    return [...this.#byKey.keys()];
  }

  /** Number of sessions the agent holds. */
  held(agent: string): number {
    return this.#holders.get(agent)?.keys.size ?? 0;
  }

  #tell(agent: string, ids: readonly string[]): Promise<void> {
    const holder = this.#holders.get(agent);
    if (holder === undefined) return Promise.resolve();
    this.#notice += 1;
    const notice = this.#notice;
    const dropping: Promise<void> = new Promise((resolve) => {
      const done = (): void => {
        holder.notices.delete(notice);
        for (const id of ids) this.#release(agent, id, dropping);
        resolve();
      };
      holder.notices.set(notice, { sinceMs: this.#options.clock.monotonicMs(), done });
    });
    for (const id of ids) this.#byKey.get(id)?.set(agent, dropping);
    if (!holder.ghost) holder.push(notice, ids);
    this.#expire(holder, notice);
    return dropping;
  }

  /** Ends the wait when the lease has run out; it may have been renewed since. */
  #expire(holder: Holder, notice: number): void {
    const waiting = holder.notices.get(notice);
    if (waiting === undefined) return;
    const leftMs = holder.leaseEndMs - this.#options.clock.monotonicMs();
    if (leftMs <= 0) waiting.done();
    else this.#options.clock.after(leftMs + 1, () => this.#expire(holder, notice));
  }

  #forget(agent: string, holder: Holder): void {
    holder.cancel();
    this.#holders.delete(agent);
    for (const waiting of [...holder.notices.values()]) waiting.done();
    for (const id of [...holder.keys]) this.#remove(agent, holder, id);
  }

  /** Unless the agent has taken the session again in between. */
  #release(agent: string, id: string, dropping: Promise<void>): void {
    if (this.#byKey.get(id)?.get(agent) !== dropping) return;
    const holder = this.#holders.get(agent);
    if (holder !== undefined) this.#remove(agent, holder, id);
    else this.#unlink(agent, id);
  }

  #remove(agent: string, holder: Holder, id: string): void {
    holder.keys.delete(id);
    this.#unlink(agent, id);
  }

  #unlink(agent: string, id: string): void {
    const agents = this.#byKey.get(id);
    if (agents?.delete(agent) === true && agents.size === 0) this.#byKey.delete(id);
  }
}
