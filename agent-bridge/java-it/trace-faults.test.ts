/**
 * What a request feels of a watch that is absent, slow, stopped or killed: nothing. And every transaction is
 * accounted for all the same: created = sent + dropped by reason.
 */
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { buildAgent } from "../../scripts/build-agent.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { startTomcat, type TomcatProcess } from "./start-tomcat.ts";
import { type ReceiverState, traceReceiverProcess } from "./trace-receiver-process.ts";
import { traceWar } from "./trace-war.ts";

/** Far above what a request takes on a busy machine, far below any of the agent's own time limits. */
const LATENCY_MS_MAX = 1500;

describe("a watch that misbehaves", () => {
  const work = mkdtempSync(join(tmpdir(), "gyeot-trace-faults-"));
  const runDir = join(work, "run");
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let tomcat: TomcatProcess;
  let watch: ChildProcess | null = null;
  let asked = 0;

  before(async () => {
    tomcat = await startTomcat({
      home: await fetchTomcat("10.1.59"),
      base: join(work, "base"),
      agentJar: await buildAgent(),
      agentArgs: `run=${runDir},was=faults`,
      wars: [{ path: traceWar(join(work, "war")), contextPath: "/probe" }],
      readyPath: "/probe/static.txt",
    });
    await load(50);
  });

  after(async () => {
    agent.destroy();
    tomcat?.kill("SIGKILL");
    await tomcat?.stopped;
    watch?.kill("SIGKILL");
    rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  /** Asks `count` times and returns the slowest answer's time in ms. */
  async function load(count: number): Promise<number> {
    let slowest = 0;
    let next = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next++ < count) {
          const start = performance.now();
          await ask(`${tomcat.url}/probe/api/items/${next}`, agent);
          slowest = Math.max(slowest, performance.now() - start);
        }
      }),
    );
    asked += count;
    return slowest;
  }

  async function startWatch(): Promise<void> {
    watch = fork(traceReceiverProcess, [runDir], {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
    await once(watch, "message");
  }

  async function state(): Promise<ReceiverState> {
    assert.ok(watch);
    watch.send("state");
    const [answer] = (await once(watch, "message")) as [ReceiverState];
    return answer;
  }

  async function until(what: string, met: (now: ReceiverState) => boolean): Promise<ReceiverState> {
    const end = performance.now() + 25_000;
    for (;;) {
      const now = await state();
      if (met(now)) {
        return now;
      }
      assert.ok(performance.now() < end, `never saw ${what}: ${JSON.stringify(now)}`);
      await delay(100);
    }
  }

  it("absent: requests are answered, what was kept comes when it starts", async () => {
    assert.equal(existsSync(runDir), false);
    const slowest = await load(400);
    assert.ok(slowest < LATENCY_MS_MAX, `slowest ${slowest} ms`);
    await startWatch();
    const now = await until("a settled ledger", (seen) => seen.settled && seen.rows > 0);
    // Anything older than 30 s was given up; what was kept is here; both are counted.
    assert.ok(now.created >= asked, `${now.created} of ${asked}`);
    assert.equal(now.created, now.sent + now.dropped);
    assert.equal(now.rows, now.sent);
    assert.deepEqual(
      Object.keys(now.reasons).filter((reason) => reason !== "too_old"),
      [],
    );
  });

  it("stopped (SIGSTOP) for longer than the agent waits: no request waits, nothing is counted twice", async () => {
    const before = await state();
    watch?.kill("SIGSTOP");
    const slowest: number[] = [];
    for (let i = 0; i < 12; i++) {
      slowest.push(await load(100));
      await delay(900);
    }
    assert.ok(Math.max(...slowest) < LATENCY_MS_MAX, `slowest ${Math.max(...slowest)} ms`);
    watch?.kill("SIGCONT");
    const now = await until(
      "a settled ledger after SIGCONT",
      (seen) => seen.settled && seen.created >= before.created + 1200,
    );
    assert.equal(now.created, now.sent + now.dropped);
    assert.equal(now.rows, now.sent, "what came twice is known by its span id");
    assert.deepEqual(now.reasons, before.reasons, "nothing was given up");
    assert.deepEqual(now.faults, []);
  });

  it("silent: at most a window is on the way, then a new stream", async () => {
    const before = await state();
    watch?.send("silent");
    assert.ok((await load(300)) < LATENCY_MS_MAX);
    await until("a new stream", (seen) => seen.streams > before.streams);
    watch?.send("speak");
    await load(50);
    const now = await until(
      "a settled ledger",
      (seen) => seen.settled && seen.created >= before.created + 350,
    );
    assert.equal(now.created, now.sent + now.dropped);
  });

  it("killed (SIGKILL) under load, twice: requests go on and the counts add up to the last one", async () => {
    for (let round = 0; round < 2; round++) {
      const before = await state();
      const slow = load(600);
      await delay(150);
      watch?.kill("SIGKILL");
      assert.ok((await slow) < LATENCY_MS_MAX);
      await startWatch();
      await load(100);
      const now = await until(
        "a settled ledger",
        (seen) => seen.settled && seen.created >= before.created + 700,
      );
      assert.deepEqual(now.reasons, before.reasons, "nothing was given up");
      assert.equal(now.sent - before.sent, now.created - before.created);
      assert.ok(now.rows > 0);
    }
  });
});

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const message = get(url, { agent, timeout: 20_000 }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
      );
    });
    message.on("timeout", () => message.destroy(new Error(`no answer from ${url}`)));
    message.on("error", reject);
  });
}
