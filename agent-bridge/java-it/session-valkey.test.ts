// The session rules, and what a user notices when servers die, on two real Tomcats whose sidecars keep the sessions in a
// cluster of three masters and three replicas.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ValkeyServers } from "../../sidecar/testing/valkey-servers.ts";
import { Browser } from "./browser.ts";
import { sessionRules } from "./session-rules.ts";
import { type SessionServers, sessionServers } from "./session-servers.ts";
import { type SidecarPair, type SidecarProcess, sidecarProcess } from "./sidecar-process.ts";
import type { TomcatProcess } from "./start-tomcat.ts";

const probe = "/probe/s?do=";
const missing = ValkeyServers.missing();

/** A cluster and two sidecars beside it that know nothing of each other. */
async function startSidecars(dir: string): Promise<SidecarPair & { readonly servers: ValkeyServers }> {
  let made: ValkeyServers | null = null;
  const started: SidecarProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((sidecar) => sidecar.stop()));
    await made?.remove();
  };
  try {
    const servers = await ValkeyServers.start({ settings: ["--min-replicas-to-write", "1"] }, (each) => {
      made = each;
    });
    const flags = ["--engine", "valkey", "--valkey-nodes", servers.nodes];
    for (const name of ["a", "b"])
      started.push(await sidecarProcess.start({ name, dataDir: join(dir, name), flags }));
    const [a, b] = started as [SidecarProcess, SidecarProcess];
    return { a, b, servers, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

if (missing === false) sessionRules({ version: "10.1.59", startSidecars });

describe("sessions in a cluster of Valkey when servers and sidecars die", { skip: missing }, () => {
  let servers: SessionServers;
  let valkey: ValkeyServers;
  const sidecars: SidecarProcess[] = [];
  before(async () => {
    servers = await sessionServers({
      version: "10.1.59",
      startSidecars: async (dir) => {
        const made = await startSidecars(dir);
        valkey = made.servers;
        return made;
      },
    });
    sidecars.push(servers.sidecars.a, servers.sidecars.b);
  });
  after(async () => {
    // Those started again are not the servers' own: they would write into what `stop` removes.
    await Promise.all(sidecars.map((sidecar) => sidecar.stop()));
    await servers?.stop();
  });

  const count = async (browser: Browser, server: string, wanted: number): Promise<void> => {
    const page = await browser.get(server, `${probe}count`);
    assert.equal(page.values["n"], String(wanted), page.text);
    assert.ok(page.ms < 5_000, `${page.ms} ms`);
  };

  it("a Tomcat killed after its answer: the other one has every session, also what was changed in place", async () => {
    const browsers = Array.from({ length: 8 }, () => new Browser());
    await Promise.all(browsers.map((browser) => count(browser, servers.one, 1)));
    await Promise.all(browsers.map((browser) => browser.get(servers.one, `${probe}mutate&value=x`)));
    (servers.tomcats[0] as TomcatProcess).kill("SIGKILL");
    for (const browser of browsers) {
      await count(browser, servers.two, 2);
      assert.match((await browser.get(servers.two, `${probe}mutate&value=y`)).values["value"] ?? "", /^2 /);
    }
    await servers.tomcats[0]?.stopped;
    await servers.again(0);
    for (const browser of browsers) await count(browser, servers.one, 3);
  });

  it("a sidecar killed: its sessions are at the other one, and here again once it is back", async () => {
    const browsers = Array.from({ length: 5 }, () => new Browser());
    for (const browser of browsers) await count(browser, servers.one, 1);
    (sidecars[0] as SidecarProcess).kill("SIGKILL");
    for (const browser of browsers) await count(browser, servers.two, 2);
    sidecars[0] = await (sidecars[0] as SidecarProcess).again();
    await clustered();
    for (const browser of browsers) await count(browser, servers.one, 3);
  });

  it("a master killed: users wait for the failover and lose nothing", async () => {
    const browsers = Array.from({ length: 12 }, () => new Browser());
    for (const browser of browsers) await count(browser, servers.one, 1);
    await valkey.kill(0);
    await valkey.until(3, "ROLE", (reply) => String(reply).startsWith("master"));
    valkey.run(0);
    await valkey.until(3, "INFO replication", (reply) => String(reply).includes("state=online"));
    for (const browser of browsers) await count(browser, servers.two, 2);
    for (const browser of browsers) await count(browser, servers.one, 3);
  });

  async function clustered(): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      const last =
        servers
          .agentLog(0)
          .split("\n")
          .filter((line) => line.includes(" sessions "))
          .at(-1) ?? "";
      if (/sessions clustered/.test(last)) return;
      await delay(100);
    }
    assert.fail(servers.agentLog(0));
  }
});
