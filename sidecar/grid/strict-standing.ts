import { placement } from "./placement.ts";

/**
 * What a member may say of its copies. new: it holds nothing and cannot know whether it ever held more. behind: it may
 * have lost its last changes, or sessions were placed otherwise before. forming: it never voted, and saw that nobody had.
 * formed: it has forgotten nothing.
 */
export type Standing = "new" | "behind" | "forming" | "formed";

/** Where the standing is kept; `write` returns when it is on the disk. */
export interface StandingFile {
  /** Empty when there is none. */
  readonly read: () => string;
  readonly write: (text: string) => void;
}

/** What a StrictStanding needs. */
export interface StrictStandingOptions {
  readonly self: string;
  /** All configured members, this one included. */
  readonly members: readonly string[];
  readonly homes: (id: string) => readonly string[];
  readonly file: StandingFile;
  /** Of the machine, since it was started; empty when that cannot be known: then it is taken for another one. */
  readonly boot: string;
  /** Told of every change. */
  readonly onChange: (standing: Standing) => void;
}

interface Kept {
  readonly standing: Standing;
  readonly members: readonly string[];
  /** The members it was formed with. */
  readonly before: readonly string[];
  readonly boot: string;
}

/**
 * Whether this member may vote. A copy that has forgotten what it had acknowledged would break every majority, so a
 * member whose store is new, was wiped or damaged, or whose machine was restarted (the last 50 ms may not have reached
 * the disk) first takes what all other copies hold. A whole cluster that starts for the first time has nothing to take:
 * all say so to each other, twice, and begin.
 */
export class StrictStanding {
  readonly #options: StrictStandingOptions;
  readonly #others: readonly string[];
  /** What the others say of themselves, while they are linked. */
  readonly #heard = new Map<string, Standing>();
  /** Members that have given all they hold since this one started. */
  readonly #taken = new Set<string>();
  #standing: Standing = "new";
  #before: readonly string[] = [];

  constructor(options: StrictStandingOptions) {
    this.#options = options;
    this.#others = options.members.filter((name) => name !== options.self);
  }

  get now(): Standing {
    return this.#standing;
  }

  /** Members that are still to give what they hold; empty once this one votes on everything. */
  get missing(): readonly string[] {
    return this.#standing === "formed" ? [] : this.#others.filter((name) => !this.#taken.has(name));
  }

  /**
   * After recovery; throws when it cannot be written down. `empty`: the store is new or was set aside; `whole`: nothing
   * in it is missing or damaged.
   */
  begin(empty: boolean, whole: boolean): void {
    const { members, boot } = this.#options;
    const kept = this.#kept();
    const same = kept !== null && placement.fingerprint(kept.members) === placement.fingerprint(members);
    this.#before = kept?.before ?? members;
    if (kept?.standing === "forming" && same) this.#set("forming");
    else if (empty || kept?.standing === "new" || kept?.standing === "forming") this.#set("new");
    else if (kept?.standing !== "formed" || !whole || !same) this.#set("behind");
    else this.#set(boot !== "" && kept.boot === boot ? "formed" : "behind");
  }

  /** True when what this member holds of the session counts. */
  mayVote(id: string): boolean {
    if (this.#standing === "formed") return true;
    if (this.#standing === "forming") return false;
    const { self, homes } = this.#options;
    return homes(id).every((name) => name === self || this.#taken.has(name));
  }

  /** What a linked member that was configured alike says of itself; null when its link has ended. */
  heard(node: string, standing: Standing | null): void {
    if (standing === null) this.#heard.delete(node);
    else if (this.#heard.get(node) === standing) return;
    else this.#heard.set(node, standing);
    this.judge();
  }

  /** That member had this standing when it began to list all it holds, and this one has taken it. */
  took(node: string, standing: Standing): void {
    // One that is new may have forgotten what only the two of us knew, unless it never was a member before.
    const joined = this.#standing === "behind" && !this.#before.includes(node);
    if (standing === "new" && !joined) return;
    this.#taken.add(node);
    this.judge();
  }

  /** Looks again: a step that could not be written down is tried again. */
  judge(): void {
    try {
      this.#judge();
    } catch {
      // The disk is full or broken, which the storage tells; until then this member does not vote.
    }
  }

  #judge(): void {
    const all = (...standings: Standing[]): boolean =>
      this.#others.every((name) => standings.includes(this.#heard.get(name) ?? "behind"));
    if (this.#standing === "new" && all("new", "forming")) this.#set("forming");
    if (this.#standing === "forming" && all("forming", "formed")) this.#set("formed");
    if (this.#standing !== "formed" && this.missing.length === 0) this.#set("formed");
  }

  /** On disk before anybody can act upon it. */
  #set(standing: Standing): void {
    const { members, boot, file, onChange } = this.#options;
    const before = standing === "formed" ? members : this.#before;
    const kept: Kept = { standing, members, before, boot };
    file.write(`${JSON.stringify(kept)}\n`);
    this.#before = before;
    const changed = standing !== this.#standing;
    this.#standing = standing;
    if (changed) onChange(standing);
  }

  #kept(): Kept | null {
    try {
      const kept = JSON.parse(this.#options.file.read()) as Kept;
      return Array.isArray(kept.members) && Array.isArray(kept.before) ? kept : null;
    } catch {
      // There is none, or it is damaged: then nothing is known, and all others are asked.
      return null;
    }
  }
}
