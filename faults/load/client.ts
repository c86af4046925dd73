/**
 * One client: owns sessions, does one thing at a time with one of them, at any Tomcat, and writes down what came of it.
 * Of some sessions of its neighbour it writes register "w" at the same time; everything else of a session has one writer.
 */
import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { type Answer, AskWas, type Failure } from "./ask-was.ts";
import type { Operation, Seen, Worth } from "./operation.ts";
import { SessionLog } from "./session-log.ts";

/** What a client needs. */
export interface ClientOptions {
  readonly process: number;
  readonly random: SeededRandom;
  readonly own: SessionLog[];
  /** Takes the logs of sessions that are no longer used. */
  readonly ended: (log: SessionLog) => void;
  /** Sessions of another client, as a guest. */
  readonly shared: () => readonly SessionLog[];
  readonly wases: readonly { readonly port: number; readonly isUp: boolean }[];
  readonly tally: LoadTally;
  /** Number for the next session. */
  readonly nextSession: () => number;
}

/** Counts over all clients. */
export interface LoadTally {
  requests: number;
  acked: number;
  degraded: number;
  late: number;
  unanswered: number;
  /** Answers of status 500 and above. */
  serverErrors: number;
  /** Longest answer since last reset, ms. */
  slowestMs: number;
}

/** A session of more elements is ended: the list travels whole. */
const BOX_MAX = 60;

export class Client {
  readonly #options: ClientOptions;
  readonly #ask = new AskWas();
  #values = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Does one thing. */
  async step(): Promise<void> {
    const { random, own } = this.#options;
    const chance = random.next();
    if (chance < 0.12) return this.#visit();
    const at = random.below(own.length);
    const log = own[at] as SessionLog;
    if (log.life === "unborn") return this.#create(log);
    if (log.life !== "alive") {
      // The old one stays in the books until the round is checked.
      this.#options.ended(log);
      const next = new SessionLog(this.#options.nextSession());
      own[at] = next;
      return this.#create(next);
    }
    if (chance > 0.97 && log.deadIds.length > 0) return this.#haunt(log);
    await this.#live(log, random.next());
  }

  /** Reads a session at one WAS. */
  look(log: SessionLog, was: number): Promise<Operation> {
    return this.#do(log, "read", "", "", was);
  }

  /** Reads a session at one WAS, with patience for a busy machine; the read is written into `finals`. */
  async lastLook(log: SessionLog, was: number): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      const operation = await this.look(log, was);
      if (operation.seen?.confirmed === true || tries === 4) {
        log.finals.push(operation);
        return;
      }
    }
  }

  /** True when an id that must be dead answers at that WAS. */
  async isResurrected(cookie: string, was: number): Promise<boolean> {
    const answer = await this.#send(was, { do: "read" }, cookie);
    const seen = typeof answer === "string" ? null : seenIn(answer);
    return seen?.confirmed === true && seen.isThere;
  }

  close(): void {
    this.#ask.close();
  }

  async #live(log: SessionLog, chance: number): Promise<void> {
    const full = (log.operations.at(-1)?.seen?.box.length ?? 0) > BOX_MAX;
    if (full || chance < 0.01) await this.#end(log);
    else if (chance < 0.02) await this.#change(log);
    else if (chance < 0.3) await this.#record(log, "write", "v");
    else if (chance < 0.55) await this.#record(log, "add", "box");
    else await this.#record(log, "read", "");
  }

  async #visit(): Promise<void> {
    const { random, shared } = this.#options;
    const open = shared().filter(({ life }) => life === "alive");
    if (open.length === 0) return;
    const write = random.next() < 0.5;
    await this.#record(random.pick(open), write ? "write" : "read", write ? "w" : "");
  }

  async #create(log: SessionLog): Promise<void> {
    const operation = await this.#record(log, "new", "v");
    if (operation.seen === null || log.cookie === "") return;
    log.life = "alive";
  }

  async #end(log: SessionLog): Promise<void> {
    const cookie = log.cookie;
    // No longer offered to guests while it ends.
    log.life = "doubtful";
    const { worth, endMs } = await this.#record(log, "end", "");
    if (worth === "acked" || worth === "degraded" || worth === "refused") {
      log.life = "dead";
      log.deadIds.push({ cookie, endedMs: endMs, worth: worth === "refused" ? "degraded" : worth });
    }
  }

  async #change(log: SessionLog): Promise<void> {
    const cookie = log.cookie;
    log.life = "doubtful";
    const { worth, endMs } = await this.#record(log, "change", "");
    if ((worth === "acked" || worth === "degraded") && log.cookie !== cookie) {
      log.life = "alive";
      log.deadIds.push({ cookie, endedMs: endMs, worth });
    } else log.life = "abandoned";
  }

  /** A dead id is tried again while everything else goes on. */
  async #haunt(log: SessionLog): Promise<void> {
    const dead = this.#options.random.pick(log.deadIds);
    const startMs = performance.now();
    const answer = await this.#send(this.#where(log), { do: "read" }, dead.cookie);
    const seen = typeof answer === "string" ? null : seenIn(answer);
    if (seen === null || !seen.confirmed || !seen.isThere) return;
    if (dead.worth === "acked" && dead.endedMs < startMs) log.haunted.push(dead.cookie);
  }

  #record(log: SessionLog, kind: Operation["kind"], name: string): Promise<Operation> {
    this.#values += 1;
    const value = kind === "read" ? "" : `${this.#options.process}-${this.#values}`;
    return this.#do(log, kind, name, value, this.#where(log));
  }

  async #do(
    log: SessionLog,
    kind: Operation["kind"],
    name: string,
    value: string,
    was: number,
  ): Promise<Operation> {
    const startMs = performance.now();
    const answer = await this.#send(was, { do: kind, name, value }, kind === "new" ? "" : log.cookie);
    const lost = typeof answer === "string" || answer.status !== 200;
    const endMs = lost ? Number.POSITIVE_INFINITY : performance.now();
    const seen = lost ? null : seenIn(answer);
    const worth = lost ? (answer === "refused" ? "none" : "unknown") : worthOf(kind, answer);
    const { process } = this.#options;
    const operation: Operation = { process, kind, name, value, startMs, endMs, was, worth, seen };
    if (!lost && answer.cookie !== "" && (kind === "new" || kind === "change")) log.cookie = answer.cookie;
    log.operations.push(operation);
    this.#count(operation);
    return operation;
  }

  async #send(
    was: number,
    query: Readonly<Record<string, string>>,
    cookie: string,
  ): Promise<Answer | Failure> {
    const { wases, tally } = this.#options;
    tally.requests += 1;
    const startMs = performance.now();
    const answer = await this.#ask.get(wases[was]?.port ?? 0, query, cookie);
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startMs);
    if (typeof answer !== "string" && answer.status >= 500) tally.serverErrors += 1;
    return answer;
  }

  #count({ worth }: Operation): void {
    const { tally } = this.#options;
    if (worth === "acked") tally.acked += 1;
    else if (worth === "degraded") tally.degraded += 1;
    else if (worth === "late") tally.late += 1;
    else if (worth === "unknown") tally.unanswered += 1;
  }

  /** Half of the sessions stay at one Tomcat while it is up; the others go anywhere. */
  #where(log: SessionLog): number {
    const { random, wases } = this.#options;
    const up = [...wases.keys()].filter((index) => wases[index]?.isUp === true);
    const among = up.length > 0 ? up : [...wases.keys()];
    const home = log.number % wases.length;
    return log.number % 4 < 2 && among.includes(home) ? home : random.pick(among);
  }
}

function seenIn({ values }: Answer): Seen {
  const register = (name: string): string | null => {
    const text = values[name];
    return text === undefined || text === "null" ? null : text;
  };
  const box = values["box"] ?? "";
  return {
    confirmed: values["sessionFound"] === "1",
    isThere: values["session"] !== "none",
    registers: { v: register("v"), w: register("w") },
    box: box === "" ? [] : box.split(","),
  };
}

function worthOf(kind: Operation["kind"], { values }: Answer): Worth {
  if (kind === "read" || values["session"] === "none") return "none";
  switch (values["sessionSaved"]) {
    case "1":
      return "acked";
    case "2":
      return "degraded";
    case "4":
      return "refused";
    default:
      return "late";
  }
}
