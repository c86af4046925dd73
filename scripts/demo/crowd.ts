/** The synthetic users together: made from one seed, arriving one after the other, living until told to stop. */
import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { ExamplesUser } from "./examples-user.ts";
import { LoginGate } from "./login-gate.ts";
import { Person } from "./person.ts";
import { seededRandom } from "./seeded-random.ts";
import { ShopUser } from "./shop-user.ts";
import type { Tally } from "./tally.ts";

export interface CrowdOptions {
  readonly base: string;
  /** The servers themselves, for reads round the balancer; those that are up. */
  readonly servers: () => readonly string[];
  readonly users: readonly { readonly name: string; readonly password: string }[];
  readonly seed: number;
  readonly thinkMs: number;
  readonly tally: Tally;
}

/** Keeps a cold server from getting everyone's first page at once. */
const ARRIVAL_PAUSE_MS = 120;

export class Crowd {
  readonly gate = new LoginGate();
  readonly people: readonly Person[];
  readonly #stop = new AbortController();
  #lives: Promise<unknown> = Promise.resolve();

  constructor(options: CrowdOptions) {
    setMaxListeners(options.users.length + 1, this.#stop.signal);
    this.people = options.users.map(({ name, password }, i) => {
      const address = `10.20.${Math.floor(i / 250)}.${1 + (i % 250)}`;
      const shared = { ...options, name, password, address, gate: this.gate };
      return new Person({
        shop: new ShopUser(shared),
        examples: i % 2 === 0 ? new ExamplesUser(shared) : null,
        signsInTwice: i % 4 === 0,
        random: seededRandom(options.seed * 1000 + i),
        thinkMs: options.thinkMs,
      });
    });
  }

  /** Resolves when everyone has come in and signed in, or tried to. From then on they live. */
  async arrive(): Promise<void> {
    const arrivals: Promise<void>[] = [];
    for (const person of this.people) {
      if (this.#stop.signal.aborted) break;
      arrivals.push(person.arrive());
      await delay(ARRIVAL_PAUSE_MS);
    }
    await Promise.all(arrivals);
    this.#lives = Promise.all(this.people.map((person) => person.live(this.#stop.signal)));
  }

  /** Resolves when nobody has a request open any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#lives;
  }

  close(): void {
    for (const person of this.people) person.close();
  }
}
