import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { freePort } from "./testing/free-port.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";
import { TestCertificates } from "./testing/test-certificates.ts";
import { ValkeyServers } from "./testing/valkey-servers.ts";

/** As docs/valkey.md says. */
const RIGHTS =
  "+@read +@write +@scripting +@connection +cluster +info +wait +time +role +publish +subscribe +config|get ~gyeot:* &gyeot:*";

describe("a server with TLS and a user of few rights", { skip: ValkeyServers.missing() }, () => {
  const directory = mkdtempSync(join(tmpdir(), "gyeot-valkey-"));
  const login = join(directory, "login");
  const sidecars: SidecarProcess[] = [];
  let servers: ValkeyServers | null = null;
  let certificates: TestCertificates;
  let tlsPort = 0;

  const sidecar = (name: string, ca: string): SidecarProcess => {
    const flags = ["--engine", "valkey", "--valkey-nodes", `127.0.0.1:${tlsPort}`, "--valkey-copies", "0"];
    const made = new SidecarProcess({
      name,
      directory,
      flags: [...flags, "--valkey-login-file", login, "--valkey-ca", ca],
    });
    sidecars.push(made);
    return made;
  };

  before(async () => {
    certificates = await TestCertificates.make(directory);
    await certificates.member("server");
    tlsPort = await freePort();
    const file = join(directory, "server");
    const tls = ["--tls-cert-file", `${file}.crt`, "--tls-key-file", `${file}.key`];
    const settings = [...tls, "--tls-port", String(tlsPort), "--tls-auth-clients", "no"];
    const options = { masters: 1, replicasEach: 0, cluster: false, password: "root secret" };
    await ValkeyServers.start(
      { ...options, settings: [...settings, "--tls-ca-cert-file", certificates.caFile] },
      (made) => {
        servers = made;
      },
    );
    await servers?.call(0, "ACL", "SETUSER", "gyeot", "on", ">se:cret", ...RIGHTS.split(" "));
    writeFileSync(login, "gyeot:se:cret\n", { mode: 0o600 });
  });

  after(async () => {
    await Promise.all(sidecars.map((each) => each.kill()));
    await servers?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  it("is all it takes, and what is promised says that there is one copy only", async () => {
    const a = sidecar("a", certificates.caFile);
    await a.start();
    const agent = await a.attach("was");
    const key = AgentClient.key("one");
    await sessions.pause(1_500);
    assert.equal(
      (await agent.set(key, { a: "1" }, { create: true })).outcome,
      StoreResultOutcome.OUTCOME_ACKNOWLEDGED,
    );
    assert.deepEqual(await sessions.read(agent, key), { a: "1" });
    assert.equal(
      (await agent.changeId(key, AgentClient.key("two"))).outcome,
      StoreResultOutcome.OUTCOME_ACKNOWLEDGED,
    );
    assert.equal(await askAdmin.kill(a.runDir, AgentClient.key("two")), "killed");
    await askAdmin.until(a.runDir, ({ tombstones, sessions: live }) => tombstones === 2 && live === 0);
    await askAdmin.until(a.runDir, ({ guarantee }) => /held by one master of Valkey alone/.test(guarantee));
    agent.close();
  });

  it("is not talked to when its certificate is of another CA, and nothing is called absent", async () => {
    const other = mkdtempSync(join(directory, "other-"));
    const b = sidecar("b", (await TestCertificates.make(other)).caFile);
    await b.start();
    const agent = await b.attach("was");
    await assert.rejects(agent.load(AgentClient.key("one")), { code: "unavailable" });
    assert.match(b.log, /no server of Valkey answers yet/);
    agent.close();
  });

  it("refuses to start with a login that others can read", async () => {
    const open = join(directory, "open");
    writeFileSync(open, "secret\n", { mode: 0o644 });
    const c = sidecar("c", certificates.caFile).with({
      flags: ["--engine", "valkey", "--valkey-nodes", `127.0.0.1:${tlsPort}`, "--valkey-login-file", open],
    });
    await assert.rejects(c.start(), { code: "config_invalid", message: /chmod 600/ });
  });
});
