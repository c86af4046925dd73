// What a user notices when servers and sidecars die: nothing. Two real Tomcats 9 (the version that writes its sessions
// to a file when it stops) beside a pair of sidecars; kills are SIGKILL unless said otherwise.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { Browser } from "./browser.ts";
import { type SessionServers, sessionServers } from "./session-servers.ts";
import type { SidecarProcess } from "./sidecar-process.ts";
import type { TomcatProcess } from "./start-tomcat.ts";

const probe = "/probe/s?do=";

/** What no request may exceed while sidecars fail: a second of session work, and room for a busy test machine. */
const requestMsMax = 5_000;

describe("sessions when servers and sidecars die", () => {
  let servers: SessionServers;
  let sidecars: SidecarProcess[];
  before(async () => {
    servers = await sessionServers({ version: "9.0.117" });
    sidecars = [servers.sidecars.a, servers.sidecars.b];
  });
  after(async () => {
    for (const sidecar of sidecars ?? []) sidecar.kill("SIGCONT");
    // Those started again are not the servers' own: they would write into what `stop` removes.
    await Promise.all((sidecars ?? []).map((sidecar) => sidecar.stop()));
    await servers?.stop();
  });

  const count = async (browser: Browser, server: string, wanted: number): Promise<void> => {
    const page = await browser.get(server, `${probe}count`);
    assert.equal(page.values["n"], String(wanted), page.text);
    assert.ok(page.ms < requestMsMax, `${page.ms} ms`);
  };
  const mode = async (index: number, wanted: RegExp): Promise<void> => {
    for (let n = 0; n < 300; n++) {
      const lines = servers.agentLog(index).split("\n");
      if (wanted.test(lines.filter((line) => line.includes(" sessions ")).at(-1) ?? "")) return;
      await delay(100);
    }
    assert.fail(`never ${wanted}: ${servers.agentLog(index)}`);
  };

  for (const [ms, victim] of [
    [0, 0],
    [10, 1],
    [100, 0],
  ] as const) {
    it(`a Tomcat killed ${ms} ms after its answer: the other one has every session`, async () => {
      const dying = servers.tomcats[victim] as TomcatProcess;
      const other = victim === 0 ? servers.two : servers.one;
      const browsers = Array.from({ length: 8 }, () => new Browser());
      await Promise.all(browsers.map((browser) => count(browser, dying.url, 1)));
      await Promise.all(browsers.map((browser) => browser.get(dying.url, `${probe}mutate&value=x`)));
      if (ms > 0) await delay(ms);
      dying.kill("SIGKILL");
      for (const browser of browsers) {
        await count(browser, other, 2);
        assert.match((await browser.get(other, `${probe}mutate&value=y`)).values["value"] ?? "", /^2 /);
      }
      await dying.stopped;
      await servers.again(victim);
      for (const browser of browsers) await count(browser, victim === 0 ? servers.one : servers.two, 3);
    });
  }

  it("a Tomcat stopped in order ends no session, and its file revives none", async () => {
    const [kept, ended] = [new Browser(), new Browser()];
    for (const browser of [kept, ended]) await count(browser, servers.one, 1);
    const id = ended.id("/probe");
    const stopping = servers.tomcats[0] as TomcatProcess;
    stopping.kill("SIGTERM");
    await stopping.stopped;
    await count(kept, servers.two, 2);
    await count(ended, servers.two, 2);
    await ended.get(servers.two, `${probe}invalidate`);
    await servers.again(0);
    ended.cookies.set("/probe", `JSESSIONID=${id}`);
    assert.equal((await ended.get(servers.one, `${probe}peek`)).values["session"], "none");
    await count(kept, servers.one, 3);
  });

  it("its sidecar killed: the agent goes to the peer's and comes home", async () => {
    const browsers = Array.from({ length: 5 }, () => new Browser());
    for (const browser of browsers) await count(browser, servers.one, 1);
    (sidecars[0] as SidecarProcess).kill("SIGKILL");
    for (let n = 2; n <= 6; n++) {
      for (const browser of browsers) await count(browser, servers.one, n);
      await delay(300);
    }
    await mode(0, /at a peer's sidecar/);
    for (const browser of browsers) await count(browser, servers.two, 7);
    sidecars[0] = await (sidecars[0] as SidecarProcess).again();
    await mode(0, /sessions (clustered|degraded|recovering)(?!.*at a peer)/);
    for (const browser of browsers) {
      await count(browser, servers.one, 8);
      await count(browser, servers.two, 9);
    }
  });

  it("its sidecar stopped for twenty seconds: bounded, and nothing is lost", async () => {
    const browser = new Browser();
    await count(browser, servers.one, 1);
    (sidecars[0] as SidecarProcess).kill("SIGSTOP");
    const end = Date.now() + 20_000;
    let n = 1;
    while (Date.now() < end) {
      await count(browser, servers.one, ++n);
      await delay(100);
    }
    (sidecars[0] as SidecarProcess).kill("SIGCONT");
    for (let more = 0; more < 6; more++) {
      await count(browser, more % 2 === 0 ? servers.one : servers.two, ++n);
      await delay(300);
    }
  });

  it("no sidecar at all: each server goes on alone, and what it wrote is shared once there is one", async () => {
    const [old, young] = [new Browser(), new Browser()];
    await count(old, servers.one, 1);
    await old.get(servers.one, `${probe}mutate&value=a`);
    for (const sidecar of sidecars) sidecar.kill("SIGKILL");
    await mode(0, /sessions local/);
    await count(old, servers.one, 2);
    await old.get(servers.one, `${probe}mutate&value=b`);
    await count(young, servers.one, 1);
    sidecars = await Promise.all(sidecars.map((sidecar) => sidecar.again()));
    await mode(0, /sessions (clustered|degraded|recovering)/);
    await mode(1, /sessions (clustered|degraded|recovering)/);
    await delay(1_000);
    await count(old, servers.two, 3);
    assert.match((await old.get(servers.two, `${probe}get&name=box`)).values["value"] ?? "", /^2 /);
    await count(young, servers.two, 2);
  });
});
