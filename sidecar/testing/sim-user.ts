import { createHash } from "node:crypto";

/** A promise made to a user: an attribute of the session has at least `value`. */
export interface SimPromise {
  readonly value: number;
  /** 0 when as many members hold it as the mode promises; else the state of the world in which fewer did. */
  readonly alone: number;
}

/** One user of the simulation with one session: sends one request at a time, to any server. */
export class SimUser {
  key: Buffer;
  readonly name: string;
  readonly promised = new Map<string, SimPromise>();
  /** What a write that was not answered may have left. */
  count = 0;
  born = false;
  dead = false;
  /** An end or a change of the id was asked for and no answer came. */
  maybeDead = false;
  /** Ids this session had before: dead for good. */
  readonly past: Buffer[] = [];
  #keys = 0;

  constructor(name: string) {
    this.name = name;
    this.key = this.nextKey();
  }

  get id(): string {
    return this.key.toString("hex");
  }

  nextKey(): Buffer {
    this.#keys += 1;
    return createHash("sha256").update(`${this.name} ${this.#keys}`).digest().subarray(0, 16);
  }

  /** `name` was acknowledged with `value`: by all that are to hold it (`alone` 0), or not. */
  promise(name: string, value: number, alone: number): void {
    const old = this.promised.get(name);
    if (old !== undefined && old.value >= value) return;
    this.promised.set(name, { value, alone });
    const whole = this.promised.get(`${name}!`);
    if (alone === 0) this.promised.delete(`${name}!`);
    // What all hold stays promised although the newest is held by fewer.
    else if (old !== undefined && old.alone === 0 && whole === undefined) this.promised.set(`${name}!`, old);
  }

  /** Two changes that never met: which one stays is not promised. */
  conflict(name: string): void {
    this.promised.delete(name);
    this.promised.delete(`${name}!`);
  }
}
