/** All clients together over 200 sessions: started, paused so that nothing is under way, and asked for the last look. */
import { setTimeout as delay } from "node:timers/promises";
import { type SeededRandom, seededRandom } from "../../scripts/demo/seeded-random.ts";
import { Client, type LoadTally } from "./client.ts";
import { type DeadId, SessionLog } from "./session-log.ts";

/** What the load needs. */
export interface LoadOptions {
  readonly seed: number;
  readonly clients: number;
  readonly sessions: number;
  readonly wases: readonly { readonly port: number; readonly isUp: boolean }[];
  /** Longest pause of a client between two requests, ms. */
  readonly thinkMs: number;
  /** Requests a second over all clients, when it is to be steady; `thinkMs` then counts for nothing. */
  readonly rate?: number;
}

/** Dead ids of one session that are still tried after the round in which it died. */
const ROUNDS_REMEMBERED = 3;

/** A dead id that answered, and at which Tomcat. */
export interface Risen extends DeadId {
  readonly log: SessionLog;
  readonly was: number;
}

type Work = (client: Client) => Promise<unknown>;

export class Load {
  readonly tally: LoadTally = {
    requests: 0,
    acked: 0,
    degraded: 0,
    late: 0,
    unanswered: 0,
    serverErrors: 0,
    slowestMs: 0,
  };
  readonly #options: LoadOptions;
  readonly #random: SeededRandom;
  readonly #clients: Client[] = [];
  readonly #own: SessionLog[][] = [];
  #ended: SessionLog[] = [];
  readonly #remembered: SessionLog[][] = [];
  #running: Promise<unknown> | null = null;
  #isWanted = false;
  #numbers = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    const each = Math.ceil(options.sessions / options.clients);
    for (let index = 0; index < options.clients; index += 1) {
      this.#own.push(Array.from({ length: each }, () => new SessionLog(this.#next())));
    }
    for (let index = 0; index < options.clients; index += 1) this.#clients.push(this.#client(index));
  }

  /** Sessions that are in use, and those that ended since the last fold. */
  get logs(): SessionLog[] {
    return [...this.#own.flat(), ...this.#ended];
  }

  /** Makes all sessions, then lets the clients live. */
  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#running = Promise.all(this.#clients.map((client) => this.#live(client)));
  }

  /** Resolves when no request is under way. */
  async pause(): Promise<void> {
    this.#isWanted = false;
    await this.#running;
    this.#running = null;
  }

  /** Reads every session at every WAS, and tries every dead id; returns the dead ids that answered. */
  async lastLook(): Promise<Risen[]> {
    const risen: Risen[] = [];
    const logs = this.logs.filter(
      ({ cookie, life }) => cookie !== "" && life !== "abandoned" && life !== "dead",
    );
    const dead = [...this.logs, ...this.#remembered.flat()].flatMap((log) =>
      log.deadIds.map((id) => ({ log, ...id })),
    );
    // What a WAS kept for a sidecar to come goes out with its next request at the latest.
    await this.#share(
      logs.filter(hasLate).flatMap((log) => this.#atEach((client, was) => client.look(log, was))),
    );
    const work: Work[] = [];
    for (const log of logs) work.push(...this.#atEach((client, was) => client.lastLook(log, was)));
    for (const [index, { log, cookie, worth, endedMs }] of dead.entries()) {
      const was = index % this.#options.wases.length;
      work.push(async (client) => {
        if (await client.isResurrected(cookie, was)) risen.push({ log, cookie, worth, endedMs, was });
      });
    }
    await this.#share(work);
    return risen;
  }

  #atEach(look: (client: Client, was: number) => Promise<unknown>): Work[] {
    return [...this.#options.wases.keys()].map((was) => (client: Client) => look(client, was));
  }

  /** Every client takes the next piece when it is free. */
  async #share(work: Work[]): Promise<void> {
    await Promise.all(
      this.#clients.map(async (client) => {
        for (let next = work.pop(); next !== undefined; next = work.pop()) await next(client);
      }),
    );
  }

  /** The round was checked: what was found is the beginning of the next. */
  fold(): void {
    for (const log of this.logs) {
      const held = log.finals.at(-1)?.seen ?? null;
      if (log.life === "doubtful" || (held !== null && !held.isThere)) log.life = "dead";
      log.fold(held?.isThere === true ? held : null);
    }
    this.#remembered.unshift(this.#ended);
    this.#remembered.length = Math.min(this.#remembered.length, ROUNDS_REMEMBERED);
    this.#ended = [];
  }

  async stop(): Promise<void> {
    await this.pause();
    for (const client of this.#clients) client.close();
  }

  async #live(client: Client): Promise<void> {
    const { rate, clients, thinkMs } = this.#options;
    let dueMs = performance.now();
    while (this.#isWanted) {
      await client.step();
      if (rate === undefined) await delay(this.#random.next() * thinkMs);
      else {
        dueMs += (clients * 1_000) / rate;
        await delay(Math.max(0, dueMs - performance.now()));
        // What could not be asked while all was slow is not asked twice as fast later.
        dueMs = Math.max(dueMs, performance.now() - 1_000);
      }
    }
  }

  #client(index: number): Client {
    const own = this.#own[index] as SessionLog[];
    const neighbour = this.#own[(index + 1) % this.#options.clients] as SessionLog[];
    return new Client({
      process: index,
      random: seededRandom(this.#options.seed * 131 + index),
      own,
      // A neighbour's sessions come and go: a fifth of them, as they are at the moment.
      shared: () => neighbour.filter(({ number }) => number % 5 === 0),
      ended: (log) => this.#ended.push(log),
      wases: this.#options.wases,
      tally: this.tally,
      nextSession: () => this.#next(),
    });
  }

  #next(): number {
    this.#numbers += 1;
    return this.#numbers;
  }
}

function hasLate({ operations }: SessionLog): boolean {
  return operations.some(({ worth }) => worth === "late");
}
