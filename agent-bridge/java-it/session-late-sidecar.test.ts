// A Tomcat whose sidecar is not there, then is something that talks nonsense, then is a real one: the application
// answers all the time, and its sessions are kept from then on.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { buildAgent } from "../../scripts/build-agent.ts";
import { Browser } from "./browser.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { probeWar } from "./probe-war.ts";
import { type SidecarProcess, sidecarProcess } from "./sidecar-process.ts";
import { startTomcat, type TomcatOptions, type TomcatProcess } from "./start-tomcat.ts";

const probe = "/probe/s?do=";

describe("a Tomcat started before its sidecar", () => {
  const dir = mkdtempSync(join(tmpdir(), "gyeot-late-"));
  const run = join(dir, "sidecar", "run");
  const browser = new Browser();
  let options: TomcatOptions;
  let tomcat: TomcatProcess;
  let sidecar: SidecarProcess | undefined;
  let n = 0;
  before(async () => {
    const home = await fetchTomcat("11.0.24");
    const war = await probeWar(home, join(dir, "app", "probe"));
    options = {
      home,
      base: join(dir, "tomcat"),
      agentJar: process.env["GYEOT_AGENT_JAR"] ?? (await buildAgent()),
      agentArgs: `run=${run},was=late`,
      wars: [{ path: war, contextPath: "/probe" }],
      readyPath: `${probe}peek`,
    };
    tomcat = await startTomcat(options);
  });
  after(async () => {
    tomcat?.kill("SIGKILL");
    await sidecar?.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  const count = async (): Promise<void> => {
    const page = await browser.get(tomcat.url, `${probe}count`);
    assert.equal(page.values["n"], String(++n));
    assert.ok(page.ms < 5_000, `${page.ms} ms`);
  };
  const log = (): string => readFileSync(tomcat.console, "utf8");
  const said = async (wanted: RegExp): Promise<void> => {
    for (let tries = 0; tries < 300 && !wanted.test(log()); tries++) await delay(100);
    assert.match(log(), wanted);
  };

  it("answers alone and says once that there is no sidecar", async () => {
    for (let i = 0; i < 5; i++) await count();
    await said(/gyeot-agent WARN sessions local: no sidecar yet/);
    await delay(1_500);
    assert.equal(log().match(/sessions local/g)?.length, 1);
  });

  it("shrugs at garbage on the socket", async () => {
    mkdirSync(run, { recursive: true, mode: 0o700 });
    writeFileSync(join(run, "token"), "00");
    let connections = 0;
    const garbage: Server = createServer((socket) => {
      connections++;
      socket.on("error", () => socket.destroy());
      socket.resume();
      socket.write(Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 131 + connections) & 255)));
    });
    await new Promise<void>((resolve) => garbage.listen(join(run, "session.sock"), resolve));
    for (let i = 0; i < 10; i++) {
      await count();
      await delay(200);
    }
    assert.ok(connections > 0, "the agent tried it");
    await new Promise((resolve) => garbage.close(resolve));
    rmSync(run, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("finds the sidecar when it comes, and its sessions outlive the server from then on", async () => {
    sidecar = await sidecarProcess.start({ name: "late", dataDir: join(dir, "sidecar") });
    await said(/gyeot-agent INFO sessions (clustered|solo)/);
    await count();
    tomcat.kill("SIGKILL");
    await tomcat.stopped;
    tomcat = await startTomcat({ ...options, port: tomcat.port });
    await count();
    assert.equal(browser.cookies.size, 1);
  });
});
