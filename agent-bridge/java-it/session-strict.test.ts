// The session rules, and what a user is told on the side without a majority, on two real Tomcats beside two of the three
// sidecars of a strict grid.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../sidecar/testing/free-port.ts";
import { Browser } from "./browser.ts";
import { sessionRules } from "./session-rules.ts";
import { type SessionServers, sessionServers } from "./session-servers.ts";
import { type SidecarPair, type SidecarProcess, sidecarProcess } from "./sidecar-process.ts";

const probe = "/probe/s?do=";

interface Three extends SidecarPair {
  readonly c: SidecarProcess;
}

/** Three sidecars; Tomcats stand beside the first two. */
async function startSidecars(dir: string): Promise<Three> {
  mkdirSync(dir, { recursive: true });
  const key = join(dir, "cluster.key");
  writeFileSync(key, `${"5a".repeat(32)}\n`, { mode: 0o600 });
  const names = ["a", "b", "c"] as const;
  const ports = await Promise.all(names.map(freePort));
  const members = names.map((name, at) => `${name}=127.0.0.1:${ports[at]}`).join(",");
  const started: SidecarProcess[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(started.map((each) => each.stop())));
  try {
    for (const [at, name] of names.entries()) {
      const flags = ["--mode", "grid-strict", "--members", members, "--peer-port", String(ports[at])];
      const dataDir = join(dir, name);
      started.push(
        await sidecarProcess.start({ name, dataDir, flags: [...flags, "--cluster-key-file", key] }),
      );
    }
    const [a, b, c] = started as [SidecarProcess, SidecarProcess, SidecarProcess];
    return { a, b, c, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

sessionRules({ version: "10.1.59", startSidecars });

describe("sessions of a strict grid when sidecars die", () => {
  let servers: SessionServers;
  const sidecars: SidecarProcess[] = [];
  before(async () => {
    servers = await sessionServers({
      version: "10.1.59",
      startSidecars: async (dir) => {
        const made = await startSidecars(dir);
        sidecars.push(made.a, made.b, made.c);
        return made;
      },
    });
  });
  after(async () => {
    for (const sidecar of sidecars) sidecar.kill("SIGKILL");
    await servers?.stop();
  });

  const count = async (browser: Browser, server: string): Promise<number> => {
    const page = await browser.get(server, `${probe}count`);
    assert.equal(page.status, 200, page.text);
    assert.ok(page.ms < 5_000, `${page.ms} ms`);
    return Number(page.values["n"]);
  };

  it("one sidecar killed: no user notices", async () => {
    const browsers = Array.from({ length: 8 }, () => new Browser());
    for (const browser of browsers) assert.equal(await count(browser, servers.one), 1);
    (sidecars[2] as SidecarProcess).kill("SIGKILL");
    for (const browser of browsers) assert.equal(await count(browser, servers.two), 2);
    for (const browser of browsers) assert.equal(await count(browser, servers.one), 3);
  });

  it("a second one frozen: 503 and no cookie, neither an empty session nor an old one; then all is there", async () => {
    const browser = new Browser();
    assert.equal(await count(browser, servers.one), 1);
    const id = browser.id("/probe");
    (sidecars[1] as SidecarProcess).kill("SIGSTOP");
    try {
      for (let turn = 0; turn < 3; turn += 1) {
        const page = await browser.get(servers.one, `${probe}count`);
        assert.equal(page.status, 503, page.text);
        assert.equal(page.newCookie, false);
      }
      // A user without a session gets none that nobody holds.
      const stranger = new Browser();
      assert.equal((await stranger.get(servers.one, `${probe}count`)).status, 503);
      assert.equal(stranger.id("/probe"), "");
    } finally {
      (sidecars[1] as SidecarProcess).kill("SIGCONT");
    }
    for (let tries = 0; ; tries += 1) {
      const page = await browser.get(servers.one, `${probe}count`);
      if (page.status === 200) {
        // Reads were refused before anything could be counted.
        assert.equal(page.values["n"], "2");
        break;
      }
      assert.ok(tries < 100, "it never came back");
      await delay(100);
    }
    assert.equal(browser.id("/probe"), id);
    assert.equal(await count(browser, servers.two), 3);
  });
});
