import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import { type MemberAddress, memberAddress } from "../base/member-address.ts";
import { readMembersFile } from "../base/read-members-file.ts";

/** Every address of a name; SRV records when the port is 0. Rejects when the name cannot be resolved. */
export type ResolveMembers = (host: string, port: number) => Promise<readonly MemberAddress[]>;

/** What a MemberSource needs. */
export interface MemberSourceOptions {
  readonly config: Pick<Config, "name" | "mode" | "peer" | "members" | "membersFile" | "membersDns">;
  readonly clock: Clock;
  readonly log: Log;
  readonly resolve: ResolveMembers;
  /** All other members, now and whenever they change. With a DNS name this one may be among them, unnamed. */
  readonly onMembers: (members: readonly MemberAddress[]) => void;
}

/** How soon a changed file is noticed, and how soon a changed name. */
const FILE_MS = 1_000;
const DNS_MS = 3_000;

/** A name server that does not answer must not hold the next question back for longer. */
const DNS_DEADLINE_MS = 2_500;

/** An address that is no longer in the answer is dialled for so long: some answers leave addresses out. */
const DNS_FORGET_MS = 60_000;

/** 32 members, on two addresses each. */
const ADDRESSES_MAX = 64;

/** Says who the other members are: from the options, from a file that may change, or from a DNS name. */
export class MemberSource implements Part {
  readonly name = "members";
  readonly #options: MemberSourceOptions;
  readonly #seen = new Map<string, { readonly address: MemberAddress; seenMs: number }>();
  #cancel: Cancel = () => {};
  #told = "";
  #asking = false;

  constructor(options: MemberSourceOptions) {
    this.#options = options;
  }

  /** Throws `config_invalid` when a file cannot be meant; a name that cannot be resolved yet is asked again. */
  start(): void {
    const { config, clock } = this.#options;
    if (config.membersFile !== "") {
      this.#readFile();
      this.#cancel = clock.every(FILE_MS, () => this.#look());
    } else if (config.membersDns !== null) {
      this.#cancel = clock.every(DNS_MS, () => void this.#ask());
      void this.#ask();
    } else this.#tell(config.peer === null ? config.members : [config.peer]);
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    try {
      this.#readFile();
    } catch (cause) {
      // Half-written or mistaken: the members stay as they were.
      this.#options.log.warnSometimes("the file of members cannot be used; the last good list stays", {
        cause,
      });
    }
  }

  #readFile(): void {
    const { membersFile, name, mode } = this.#options.config;
    this.#tell(readMembersFile(membersFile, name, mode.startsWith("pair") ? "pair" : "grid"));
  }

  async #ask(): Promise<void> {
    const { config, clock, log, resolve } = this.#options;
    if (this.#asking || config.membersDns === null) return;
    const { host, port } = config.membersDns;
    this.#asking = true;
    try {
      const found = await within(clock, DNS_DEADLINE_MS, resolve(host, port));
      if (found.length > ADDRESSES_MAX)
        log.warnSometimes("the DNS name has too many addresses; the rest is left out", { host });
      const nowMs = clock.monotonicMs();
      for (const address of found.slice(0, ADDRESSES_MAX))
        this.#seen.set(memberAddress.target(address), { address, seenMs: nowMs });
      for (const [target, { seenMs }] of this.#seen) {
        const forgotten = nowMs - seenMs > DNS_FORGET_MS || this.#seen.size > ADDRESSES_MAX;
        if (forgotten && seenMs < nowMs) this.#seen.delete(target);
      }
      this.#tell([...this.#seen.values()].map(({ address }) => address));
    } catch (cause) {
      // A name server that is away must not dissolve the grid: the last answer holds.
      log.warnSometimes("the DNS name of the members cannot be resolved; the last answer holds", {
        host,
        cause,
      });
    } finally {
      this.#asking = false;
    }
  }

  #tell(members: readonly MemberAddress[]): void {
    const { config, log, onMembers } = this.#options;
    const others = members.filter(({ name }) => name === "" || name !== config.name);
    const text = others.map(memberAddress.text).sort().join(" ");
    if (text === this.#told) return;
    log.info("the other members are", { members: text });
    this.#told = text;
    onMembers(others);
  }
}

function within<Value>(clock: Clock, deadlineMs: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(deadlineMs, () => {
      reject(new AppError("deadline_exceeded", `no answer within ${deadlineMs} ms`));
    });
    work.then(resolve, reject).finally(cancel);
  });
}
