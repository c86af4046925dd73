import { AppError } from "../base/app-error.ts";
import type { Change } from "./change.ts";
import type { GridParts } from "./grid-parts.ts";
import type { Members } from "./members.ts";
import { ownChange } from "./own-change.ts";
import type { PairKeeper } from "./pair-keeper.ts";
import { quorumGather } from "./quorum-gather.ts";
import { sessionChanges } from "./session-changes.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { StrictPeers } from "./strict-peers.ts";
import type { CopyVote, StrictReplica } from "./strict-replica.ts";

/** What a StrictQuorum needs. */
export interface StrictQuorumOptions {
  readonly parts: GridParts;
  readonly places: Members;
  readonly peers: StrictPeers;
  readonly replica: StrictReplica;
  /** What both sides of a vote must have in common: the configured members, and the epoch of a pair. */
  readonly configuration: () => string;
  /** Copies that must agree; null: two of three, so that any two majorities have a copy in common. */
  readonly pair: PairKeeper | null;
}

const MAJORITY = 2;

/** Times a read asks again because writers got between; each costs two round trips. */
const ROUNDS_MAX = 8;

/** All three are waited for only so long, where all three are wanted. */
const ALL_MS = 250;

/**
 * Reads and writes of one session by majorities of its three copies (Attiya, Bar-Noy and Dolev, 1995) over records that
 * can be merged. A read returns only what two copies hold alike, and brings them there if it must: so all reads of a
 * session stand in one order, and none is older than one that ended before it began. An answer counts only when it was
 * asked for after the operation began; there is no lease, and so no clock anything could be wrong by.
 */
export class StrictQuorum {
  readonly #options: StrictQuorumOptions;

  constructor(options: StrictQuorumOptions) {
    this.#options = options;
  }

  /** What this member knows of the session, which proves nothing. */
  known(id: string): SessionRecord | null {
    const { records, table } = this.#options.parts;
    return table.damaged.has(id) ? null : records.get(id);
  }

  /** At least all that was acknowledged before; nobody else may be told of it yet. Throws `unavailable`. */
  async learn(id: string, deadlineMs: number): Promise<SessionRecord | null> {
    const votes = await this.#poll(id, deadlineMs);
    this.#merge(id, votes);
    return this.known(id);
  }

  /** The session as it is; null when there is none. `all`: waits a moment for the third copy. Throws `unavailable`. */
  async read(id: string, deadlineMs: number, all = false): Promise<SessionRecord | null> {
    const { clock } = this.#options.parts.options;
    for (let round = 0; round < ROUNDS_MAX && clock.monotonicMs() < deadlineMs; round += 1) {
      const votes = await this.#poll(id, deadlineMs, all && round === 0);
      const majority = this.#majority;
      this.#merge(id, votes);
      const record = this.known(id);
      const digest = record?.digest ?? "";
      const alike = new Set(votes.filter((vote) => vote.digest === digest).map(({ node }) => node));
      if (alike.size >= majority || record === null) return record;
      if (await this.#spread(record, alike, deadlineMs)) return record;
    }
    throw unavailable();
  }

  /** Held by a majority when it resolves; then `dead` is true when a copy says that the session has ended. */
  async write(id: string, change: Change, deadlineMs: number): Promise<{ readonly dead: boolean }> {
    const { clock } = this.#options.parts.options;
    await this.#open();
    const majority = this.#majority;
    if (clock.monotonicMs() >= deadlineMs) throw unavailable();
    const puts = this.#options.places.homes(id).map((node) => this.#put(node, id, change, deadlineMs));
    const votes = await quorumGather(clock, deadlineMs, puts, enough(majority));
    // A majority that is counted too late may have forgotten it and begun anew: see StrictGrid, PATIENCE_MS.
    if (voting(votes).length < majority || clock.monotonicMs() > deadlineMs) throw unavailable();
    return { dead: votes.some(({ dead }) => dead) };
  }

  /** True when all three copies answer, and none holds it alive. */
  async nowhereAlive(id: string): Promise<boolean> {
    const { clock } = this.#options.parts.options;
    const deadlineMs = clock.monotonicMs() + ALL_MS;
    const polls = this.#options.places.homes(id).map((node) => this.#ask(node, id, "", deadlineMs));
    const votes = voting(await quorumGather(clock, deadlineMs, polls, enough(polls.length)));
    return votes.length === polls.length && votes.every(({ record }) => record === null || record.tombstone);
  }

  /** True when two copies hold exactly this. */
  async #spread(record: SessionRecord, alike: ReadonlySet<string>, deadlineMs: number): Promise<boolean> {
    const { places, parts } = this.#options;
    const whole = sessionRecord.toChange(record);
    const lacking = places.homes(record.id).filter((node) => !alike.has(node));
    const puts = lacking.map((node) => this.#put(node, record.id, whole, deadlineMs));
    const same = (votes: readonly CopyVote[]): number =>
      voting(votes).filter(({ digest }) => digest === record.digest).length + alike.size;
    const { clock } = parts.options;
    const majority = this.#majority;
    const votes = await quorumGather(clock, deadlineMs, puts, (come) => same(come) >= majority);
    return same(votes) >= majority && clock.monotonicMs() <= deadlineMs;
  }

  /** Waits while a pair hands over; what follows in the same turn comes before or after that, not between. */
  async #open(): Promise<void> {
    const { pair } = this.#options;
    while (pair?.gate) await pair.gate;
  }

  get #majority(): number {
    const majority = this.#options.pair?.majority ?? MAJORITY;
    if (majority > MAJORITY) throw unavailable();
    return majority;
  }

  /** Answers that count; with `all` every copy is waited for a moment. Throws `unavailable` when they are no majority. */
  async #poll(id: string, deadlineMs: number, all = false): Promise<CopyVote[]> {
    const { parts, places } = this.#options;
    const { clock } = parts.options;
    await this.#open();
    const majority = this.#majority;
    const nowMs = clock.monotonicMs();
    if (nowMs >= deadlineMs) throw unavailable();
    const digest = this.known(id)?.digest ?? "";
    const polls = places.homes(id).map((node) => this.#ask(node, id, digest, deadlineMs));
    let votes: CopyVote[] = [];
    if (all) {
      const untilMs = Math.min(deadlineMs, nowMs + ALL_MS);
      votes = voting(await quorumGather(clock, untilMs, polls, enough(polls.length)));
    }
    if (votes.length < majority)
      votes = voting(await quorumGather(clock, deadlineMs, polls, enough(majority)));
    if (votes.length < majority) throw unavailable();
    return votes;
  }

  /** What the copies hold that is not known here yet. */
  #merge(id: string, votes: readonly CopyVote[]): void {
    const { parts, replica } = this.#options;
    const { node } = parts.options;
    for (const vote of votes) {
      if (vote.node === node) continue;
      if (vote.record !== null) {
        // Where this member is a copy, it takes effect at once; that it is durable is awaited when it counts.
        if (!parts.records.isHome(id)) parts.guests.apply(id, ownChange.change(vote.record));
        else if (replica.take(id, vote.record) === null) throw unavailable();
      }
      const index = parts.records.index(id);
      if (index !== undefined && vote.lastAccessMs > index.lastAccessMs)
        parts.records.apply(id, sessionChanges.touch(Buffer.from(id, "hex"), vote.lastAccessMs));
    }
  }

  async #ask(node: string, id: string, digest: string, deadlineMs: number): Promise<CopyVote | null> {
    const { parts, peers, replica, configuration } = this.#options;
    if (node === parts.options.node) return replica.poll(id, digest);
    const poll = {
      key: Buffer.from(id, "hex"),
      digest: Buffer.from(digest, "hex"),
      configuration: configuration(),
    };
    const answer = await peers.get(node)?.ask({ poll }, deadlineMs - parts.options.clock.monotonicMs());
    const polled = answer?.polled;
    if (!polled?.voting) return null;
    const said = Buffer.from(polled.digest).toString("hex");
    // One that differs comes with its record; without it there is nothing to count.
    if (said !== digest && !polled.record) return said === "" ? this.#none(node) : null;
    return {
      ...this.#none(node),
      digest: said,
      record: polled.record ?? null,
      lastAccessMs: polled.lastAccessMs,
    };
  }

  async #put(node: string, id: string, change: Change, deadlineMs: number): Promise<CopyVote | null> {
    const { parts, peers, replica, configuration } = this.#options;
    if (node === parts.options.node) return replica.put(id, change);
    const put = { records: [change], configuration: configuration() };
    const answer = await peers.get(node)?.ask({ put }, deadlineMs - parts.options.clock.monotonicMs());
    const done = answer?.putDone;
    if (!done?.voting) return null;
    return { ...this.#none(node), digest: Buffer.from(done.digest).toString("hex"), dead: done.dead };
  }

  #none(node: string): CopyVote {
    return { node, voting: true, digest: "", record: null, lastAccessMs: 0, dead: false };
  }
}

function voting(votes: readonly CopyVote[]): CopyVote[] {
  return votes.filter((vote) => vote.voting);
}

function enough(wanted: number): (votes: readonly CopyVote[]) => boolean {
  return (votes) => voting(votes).length >= wanted;
}

function unavailable(): AppError {
  const text = "too few copies of this session answered in time; nothing is known of the change";
  return new AppError("unavailable", text);
}
