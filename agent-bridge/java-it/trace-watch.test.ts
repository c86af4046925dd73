/** The agent and the real watch: killed again and again under load, no transaction is lost or counted twice. */
import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { buildAgent } from "../../scripts/build-agent.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { type SidecarProcess, sidecarProcess } from "./sidecar-process.ts";
import { startTomcat, type TomcatProcess } from "./start-tomcat.ts";
import { traceWar } from "./trace-war.ts";

interface LedgerAnswer {
  readonly agents: readonly {
    readonly was: string;
    readonly created: number;
    readonly stored: number;
    readonly pending: number;
    readonly dropped: readonly unknown[];
  }[];
}

describe("the agent and the real watch", () => {
  const work = mkdtempSync(join(tmpdir(), "gyeot-trace-watch-"));
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let sidecar: SidecarProcess;
  let tomcat: TomcatProcess;
  let asked = 0;

  before(async () => {
    sidecar = await sidecarProcess.start({ name: "traced", dataDir: join(work, "data") });
    tomcat = await startTomcat({
      home: await fetchTomcat("10.1.59"),
      base: join(work, "base"),
      agentJar: await buildAgent(),
      agentArgs: `run=${sidecar.runDir},was=shop-1`,
      wars: [{ path: traceWar(join(work, "war")), contextPath: "/probe" }],
      readyPath: "/probe/static.txt",
    });
  });

  after(async () => {
    agent.destroy();
    tomcat?.kill("SIGKILL");
    await tomcat?.stopped;
    await sidecar?.stop();
    rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("stores every transaction, also of the seconds the watch was dead", async () => {
    for (let round = 0; round < 3; round++) {
      const running = load(400);
      await delay(200);
      process.kill(watchPid(), "SIGKILL");
      await running;
      await until(`all of round ${round}`, ({ created, stored, pending, dropped }) => {
        return created >= asked && created === stored && pending === 0 && dropped.length === 0;
      });
    }
  });

  it("tells server, session hook and heap", async () => {
    const [server] = (await json(`${sidecar.url}/api/servers`)) as Record<string, unknown>[];
    assert.equal(server?.["server"], "Apache Tomcat/10.1.59");
    assert.match(String(server?.["sessionHook"]), /tomcat 10\.1/);
    assert.ok(Number(server?.["heapUsedBytes"]) > 1e6);
  });

  function watchPid(): number {
    const pid = sidecar.pids().find((candidate) => {
      return candidate !== sidecar.pid && /watch/.test(readFileSync(`/proc/${candidate}/cmdline`, "utf8"));
    });
    assert.ok(pid, "the sidecar has a watch process");
    return pid;
  }

  async function load(count: number): Promise<void> {
    let next = 0;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (next++ < count) {
          await body(`${tomcat.url}/probe/api/items/${next}`);
          asked++;
        }
      }),
    );
  }

  async function until(
    what: string,
    met: (account: LedgerAnswer["agents"][number]) => boolean,
  ): Promise<void> {
    const end = performance.now() + 40_000;
    let last: unknown;
    while (performance.now() < end) {
      // Refused while the supervisor brings the watch back.
      last = await json(`${sidecar.url}/api/ledger`).catch(String);
      const account = (last as LedgerAnswer).agents?.find(({ was }) => was === "shop-1");
      if (account && met(account)) {
        return;
      }
      await delay(250);
    }
    assert.fail(`never saw ${what}; asked ${asked}, ${JSON.stringify(last)}`);
  }

  async function json(url: string): Promise<unknown> {
    return JSON.parse(await body(url));
  }

  function body(url: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const message = get(
        url,
        { agent: url.startsWith(tomcat.url) ? agent : false, timeout: 20_000 },
        (answer) => {
          let text = "";
          answer.on("data", (part) => {
            text += part;
          });
          answer.on("end", () =>
            answer.statusCode === 200 ? resolve(text) : reject(new Error(`${url}: ${answer.statusCode}`)),
          );
          answer.on("error", reject);
        },
      );
      message.on("timeout", () => message.destroy(new Error(`no answer from ${url}`)));
      message.on("error", reject);
    });
  }
});
