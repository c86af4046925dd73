import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { olderBuild } from "./testing/older-build.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

const { pause } = sessions;

/**
 * The last build of the first revision of the peer protocol: links of two, one home. Replace it by the commit of the
 * last release whenever the protocol changes again.
 */
const OLDER = "345d26d660abcf656fc553853189c8414e545496";

/** Keeps writing one number after the other into sessions of its own, wherever a sidecar takes it. */
class Writer {
  /** Number acknowledged last, by session. */
  readonly acknowledged = new Map<string, number>();
  degraded = 0;
  refused = 0;
  readonly #was: string;
  readonly #places: readonly SidecarProcess[];
  #agent: AgentClient | null = null;
  #running = true;
  readonly #done: Promise<void>;

  constructor(was: string, places: readonly SidecarProcess[]) {
    this.#was = was;
    this.#places = places;
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#done;
    this.#agent?.close();
  }

  async #run(): Promise<void> {
    for (let turn = 1; this.#running; turn += 1) {
      const id = `${this.#was}-${turn % 40}`;
      try {
        const agent = await this.#attached();
        const create = !this.acknowledged.has(id);
        const { outcome } = await agent.set(AgentClient.key(id), { n: String(turn) }, { create });
        if (outcome === StoreResultOutcome.OUTCOME_DEAD) this.refused += 1;
        else this.acknowledged.set(id, turn);
        if (outcome === StoreResultOutcome.OUTCOME_DEGRADED) this.degraded += 1;
        await pause(2);
      } catch {
        // The sidecar is away: the next turn writes elsewhere. What was not acknowledged does not count.
        this.#agent?.close();
        this.#agent = null;
        await pause(20);
      }
    }
  }

  async #attached(): Promise<AgentClient> {
    if (this.#agent !== null && !this.#agent.ended) return this.#agent;
    for (const place of this.#places) {
      try {
        this.#agent = await place.attach(this.#was);
        return this.#agent;
      } catch {
        // Not this one, then.
      }
    }
    throw new Error("nobody is there");
  }
}

async function clustered(...sidecars: readonly SidecarProcess[]): Promise<void> {
  for (const { runDir } of sidecars) await askAdmin.until(runDir, ({ state }) => state === "clustered");
}

/** Every session holds what was acknowledged last, or something later. */
async function complete(sidecar: SidecarProcess, writers: readonly Writer[]): Promise<number> {
  const reader = await sidecar.attach("reader");
  let lost = 0;
  for (const [id, turn] of writers.flatMap(({ acknowledged }) => [...acknowledged])) {
    const { outcome, attributes } = await reader.load(AgentClient.key(id));
    const held =
      outcome === LoadResultOutcome.OUTCOME_FOUND ? Number(Buffer.from(attributes[0]?.value ?? [])) : 0;
    if (held < turn) lost += 1;
  }
  reader.close();
  return lost;
}

describe("a rolling upgrade of a pair", { timeout: 180_000 }, () => {
  it("from the last revision of the protocol loses nothing under writes, one sidecar after the other", async (test) => {
    const older = olderBuild(OLDER);
    if (older === null) {
      const why = `the history does not hold ${OLDER.slice(0, 7)} (git fetch --unshallow): today's build stands in`;
      assert.equal(process.env["CI"], undefined, why);
      test.diagnostic(why);
    }
    const pair = await SidecarProcess.pair();
    const build = older === null ? {} : { program: older.program };
    const [oldA, oldB] = [pair.a, pair.b].map((one) => one.with(build)) as [SidecarProcess, SidecarProcess];
    const running: SidecarProcess[] = [oldA, oldB, pair.a, pair.b];
    try {
      await Promise.all([oldA.start(), oldB.start()]);
      await clustered(oldA, oldB);
      const writers = [new Writer("one", [pair.a, pair.b]), new Writer("two", [pair.b, pair.a])];
      await pause(1_500);
      await oldA.stop();
      await pair.a.start();
      await clustered(pair.a, oldB);
      await pause(1_500);
      await oldB.stop();
      await pair.b.start();
      await clustered(pair.a, pair.b);
      await pause(1_000);
      await Promise.all(writers.map((writer) => writer.stop()));
      const written = writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
      assert.ok(written >= 60, `${written} sessions were written`);
      assert.deepEqual(
        writers.map(({ refused }) => refused),
        [0, 0],
      );
      assert.deepEqual([await complete(pair.a, writers), await complete(pair.b, writers)], [0, 0]);
      for (const { name, log } of running)
        assert.doesNotMatch(log, /refused|protocol_mismatch|nobody caught/, name);
    } finally {
      await Promise.all(running.map((sidecar) => sidecar.kill()));
      pair.remove();
      older?.remove();
    }
  });
});
