import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import { atomicWrite } from "../base/atomic-write.ts";
import { memberAddress } from "../base/member-address.ts";
import type { Claim, Claimed } from "../grid/peer-link.ts";
import { type WitnessState, witnessRule } from "../grid/witness-rule.ts";

/** Pairs one witness serves: each is a file of a hundred bytes. */
const PAIRS_MAX = 1_000;

/** What a witness has granted, a file a pair; on the disk, with the directory, before it is answered. */
export class WitnessBook {
  readonly #directory: string;
  readonly #states = new Map<string, WitnessState>();

  /** Throws `data_dir_unusable`: a witness that cannot read what it granted must not grant anything. */
  constructor(dataDir: string) {
    this.#directory = join(dataDir, "pairs");
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      for (const name of readdirSync(this.#directory)) {
        if (!name.endsWith(".json")) continue;
        const state = JSON.parse(readFileSync(join(this.#directory, name), "utf8")) as WitnessState;
        if (!Number.isSafeInteger(state.epoch)) throw new Error(`${name} holds no epoch`);
        this.#states.set(name.slice(0, -".json".length), state);
      }
    } catch (cause) {
      const text = `what the witness granted cannot be read in ${this.#directory}: ${AppError.from(cause).message}`;
      throw new AppError("data_dir_unusable", text, cause);
    }
  }

  get pairs(): number {
    return this.#states.size;
  }

  /** False when it was not known. */
  forget(cluster: string): boolean {
    if (!this.#states.delete(cluster)) return false;
    unlinkSync(join(this.#directory, `${cluster}.json`));
    return true;
  }

  /** Throws `invalid_argument` or `too_many`, or what the disk says; then nothing was granted. */
  claim(claim: Claim): Claimed {
    const { cluster, member } = claim;
    if (!memberAddress.isName(cluster) || !memberAddress.isName(member))
      throw new AppError("invalid_argument", "a claim names its pair and its member");
    const before = this.#states.get(cluster) ?? null;
    if (before === null && this.#states.size >= PAIRS_MAX)
      throw new AppError("too_many", `this witness serves ${PAIRS_MAX} pairs; start another one`);
    const { answer, next } = witnessRule(before, claim);
    if (next !== null && next !== before) {
      atomicWrite(join(this.#directory, `${cluster}.json`), `${JSON.stringify(next)}\n`);
      const directory = openSync(this.#directory, "r");
      fsyncSync(directory);
      closeSync(directory);
      this.#states.set(cluster, next);
    }
    return answer;
  }
}
