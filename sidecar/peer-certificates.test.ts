import assert from "node:assert/strict";
import { chmodSync, copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { connect as connectTcp, createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { connect, type TLSSocket } from "node:tls";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { freePort } from "./testing/free-port.ts";
import { PeerClient } from "./testing/peer-client.ts";
import { sessions } from "./testing/sessions.ts";
import { type RunningGrid, SidecarProcess } from "./testing/sidecar-process.ts";
import { TestCertificates } from "./testing/test-certificates.ts";

const { clustered, read, pause } = sessions;

/** What the history of `sidecar` says of refused peers; waits until one line matches. */
async function refused(sidecar: SidecarProcess, wanted: RegExp): Promise<void> {
  await askAdmin.until(sidecar.runDir, (status) =>
    status.events.some(({ kind, detail }) => kind === "peer_refused" && wanted.test(detail)),
  );
}

describe("two sidecars with certificates and no cluster key", { timeout: 240_000 }, () => {
  let grid: RunningGrid;
  let [a, b]: SidecarProcess[] = [];
  let certificates: TestCertificates;
  const port = (): number => a?.peerPort ?? 0;
  before(async () => {
    grid = await SidecarProcess.grid(2, { certs: true });
    [a, b] = grid.sidecars as [SidecarProcess, SidecarProcess];
    certificates = grid.certificates as TestCertificates;
    await Promise.all([a.start(), b.start()]);
    await clustered(a, b);
  });
  after(async () => {
    await Promise.all(grid.sidecars.map((sidecar) => sidecar.stop()));
    grid.remove();
  });

  it("replicate over TLS 1.3", async () => {
    const [one, two] = await Promise.all([a?.attach("one"), b?.attach("two")]);
    assert.ok(one && two);
    const key = AgentClient.key("tls");
    await one.set(key, { cart: "3" }, { create: true });
    assert.deepEqual(await read(two, key), { cart: "3" });
    one.close();
    two.close();
  });

  /** A sidecar named `name` that dials a with these flags, alone. */
  async function stranger(name: string, flags: readonly string[]): Promise<SidecarProcess> {
    const more = ["--mode", "pair", "--peer", `127.0.0.1:${port()}`, "--peer-port", String(await freePort())];
    const sidecar = new SidecarProcess({ name, directory: grid.directory, flags: [...more, ...flags] });
    await sidecar.start();
    return sidecar;
  }

  it("refuse another CA, whoever it says it is", async () => {
    const elsewhere = join(grid.directory, "elsewhere");
    mkdirSync(elsewhere);
    const foreign = await TestCertificates.make(elsewhere);
    const evil = await stranger("b2", await foreign.member("b2"));
    // The stranger does not believe a either: a learns of it by its dial to the stranger only. Show a the certificate.
    const why = await tryTls(port(), foreign.flags("b2"));
    assert.match(why, /closed/);
    await refused(a as SidecarProcess, /another CA/);
    assert.equal((await askAdmin.status(evil.runDir)).state, "degraded");
    await evil.stop();
  });

  it("refuse a certificate of the CA that is for another name", async () => {
    await certificates.member("eve");
    // Its own check would refuse to start so: this one lies on the wire, with the certificate of eve.
    const client = new PeerClient({ port: port(), node: "b", flags: certificates.flags("eve") });
    assert.match(await client.ended, /says it is "b", its certificate is for DNS:eve/);
    await refused(a as SidecarProcess, /says it is "b", its certificate is for DNS:eve/);
  });

  it("refuse one that has expired, one that shows none, one without TLS and one with TLS 1.2", async () => {
    await certificates.member("late", { days: -1 });
    assert.match(await tryTls(port(), certificates.flags("late")), /closed/);
    await refused(a as SidecarProcess, /expired/);
    assert.match(await tryTls(port(), []), /closed/);
    await refused(a as SidecarProcess, /showed no certificate/);
    assert.match(await tryTls(port(), certificates.flags("b"), "TLSv1.2"), /protocol|alert/i);
    await refused(a as SidecarProcess, /no TLS 1\.3/);
    const plain = connectTcp(port(), "127.0.0.1", () => plain.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    plain.on("error", () => {});
    await refused(a as SidecarProcess, /without TLS/);
    plain.destroy();
  });

  it("refuse to start with a certificate for another name, an open key, or one that has expired", async () => {
    const flags = certificates.flags("eve");
    await assert.rejects(stranger("bob", flags), /is for DNS:eve, IP Address:127\.0\.0\.1, not for "bob"/);
    await assert.rejects(stranger("late", certificates.flags("late")), /expired on/);
    const open = certificates.flags("eve");
    chmodSync(open[3] as string, 0o644);
    await assert.rejects(stranger("eve", open), /chmod 600/);
  });

  it("take renewed certificates without a restart, and links that stand stay", async () => {
    const before = await serialOf(port());
    const links = (a as SidecarProcess).pid;
    await certificates.member("a");
    for (let tries = 0; (await serialOf(port())) === before; tries += 1) {
      assert.ok(tries < 100, "the old certificate is still shown");
      await pause(100);
    }
    assert.equal((a as SidecarProcess).pid, links);
    assert.equal((await askAdmin.status((a as SidecarProcess).runDir)).state, "clustered");
    // Damaged files change nothing.
    copyFileSync(certificates.caFile, join(grid.directory, "a.crt"));
    await pause(2_500);
    assert.equal((await askAdmin.status((a as SidecarProcess).runDir)).state, "clustered");
    assert.match((a as SidecarProcess).log, /the last good ones stay/);
  });
});

/** Opens TLS with these flags' files; how it ended, or "open" after two seconds. */
function tryTls(
  port: number,
  flags: readonly string[],
  version: "TLSv1.2" | "TLSv1.3" = "TLSv1.3",
): Promise<string> {
  const file = (at: number): Buffer | undefined =>
    flags[at] === undefined ? undefined : readFileSync(flags[at]);
  return new Promise((resolve) => {
    const socket = connect({
      port,
      host: "127.0.0.1",
      ...(flags.length === 0 ? {} : { cert: file(1), key: file(3) }),
      rejectUnauthorized: false,
      ALPNProtocols: ["h2"],
      minVersion: version,
      maxVersion: version,
    });
    socket.setTimeout(2_000, () => resolve("open"));
    let why = "closed";
    socket.on("error", (cause) => {
      why = `closed: ${cause.message}`;
    });
    socket.on("close", () => resolve(why));
    socket.resume();
  });
}

/** Serial number of the certificate shown at a port. */
function serialOf(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

describe("a peer port that is held by something else", { timeout: 120_000 }, () => {
  it("is given up in time when it accepts TCP and never speaks, and leaves no connection behind", async () => {
    const sockets = new Set<unknown>();
    const deaf = createServer((socket) => {
      sockets.add(socket);
      socket.resume();
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => {});
    });
    const deafPort = await new Promise<number>((resolve) => {
      deaf.listen(0, "127.0.0.1", () => resolve((deaf.address() as { port: number }).port));
    });
    const grid = await SidecarProcess.grid(2, {
      through: async (own, name) => (name === "b" ? deafPort : own),
    });
    const a = grid.sidecars[0] as SidecarProcess;
    await a.start();
    const begun = Date.now();
    await askAdmin.until(
      a.runDir,
      (status) => status.members[1]?.state === "dead" || status.state === "degraded",
    );
    assert.ok(Date.now() - begun < 10_000);
    await pause(10_000);
    assert.ok(sockets.size <= 2, `${sockets.size} connections to a deaf port`);
    // The other way round: someone who connects to us and never speaks is cut.
    const cut = await new Promise<number>((resolve) => {
      const from = Date.now();
      const socket = connectTcp(a.peerPort, "127.0.0.1");
      socket.resume();
      socket.on("error", () => {});
      socket.on("close", () => resolve(Date.now() - from));
    });
    assert.ok(cut < 6_000, `cut after ${cut} ms`);
    await a.stop();
    deaf.close();
    for (const socket of sockets) (socket as { destroy: () => void }).destroy();
    grid.remove();
  });
});
