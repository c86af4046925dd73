import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { freePort } from "./testing/free-port.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

const { readSoon } = sessions;
const { OUTCOME_ACKNOWLEDGED } = StoreResultOutcome;

/** Every one of these sees `alive` others alive, and calls itself clustered. */
async function meshed(sidecars: readonly SidecarProcess[], alive: number): Promise<void> {
  for (const { runDir } of sidecars) {
    await askAdmin.until(runDir, ({ members, state }) => {
      return state === "clustered" && members.filter((member) => member.state === "alive").length === alive;
    });
  }
}

/** Does something with an agent of this sidecar, anew when a busy machine has paused the sidecar meanwhile. */
async function withAgent(sidecar: SidecarProcess, was: string, work: (agent: AgentClient) => Promise<void>) {
  for (let tries = 0; ; tries += 1) {
    const agent = await sidecar.attach(was);
    try {
      await work(agent);
      return;
    } catch (cause) {
      if (tries === 5 || !agent.ended) throw cause;
    } finally {
      agent.close();
    }
  }
}

/** Writes sessions at each sidecar, and reads each at every one. */
async function writeAndRead(
  sidecars: readonly SidecarProcess[],
  prefix: string,
): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (const sidecar of sidecars) {
    await withAgent(sidecar, `${prefix}-${sidecar.name}`, async (agent) => {
      for (let turn = 0; turn < 20; turn += 1) {
        const id = `${prefix}-${sidecar.name}-${turn}`;
        const { outcome } = await agent.set(AgentClient.key(id), { n: id }, { create: true });
        assert.equal(outcome, OUTCOME_ACKNOWLEDGED, id);
        written.set(id, id);
      }
    });
  }
  await readAll(sidecars, written);
  return written;
}

async function readAll(
  sidecars: readonly SidecarProcess[],
  written: ReadonlyMap<string, string>,
): Promise<void> {
  for (const sidecar of sidecars) {
    await withAgent(sidecar, `reader-${sidecar.name}`, async (agent) => {
      for (const [id, n] of written) {
        const key = AgentClient.key(id);
        const read = await readSoon(agent, key).catch(async (cause: unknown) => {
          if (!agent.ended) await tellWhoHolds(sidecars, key, `${id} at ${sidecar.name}`);
          throw cause;
        });
        assert.deepEqual(read, { n }, id);
      }
    });
  }
}

/** Throws with what each member holds of a session that should be there, and how the members see each other. */
async function tellWhoHolds(sidecars: readonly SidecarProcess[], key: Buffer, what: string): Promise<void> {
  const lines = await Promise.all(
    sidecars.map(async ({ name, runDir }) => {
      const { found } = await askAdmin.inspect(runDir, key);
      const { state, members, events } = await askAdmin.status(runDir);
      const others = members.map((member) => `${member.node} ${member.state}`).join(", ");
      const last = events
        .slice(-8)
        .map((event) => `${event.atMs} ${event.kind} ${event.subject} ${event.detail.slice(0, 40)}`);
      return `${name}: ${found ? "holds it" : "does not"}, ${state}; ${others}; ${last.join(" | ")}`;
    }),
  );
  throw new Error(`${what} is not there\n${lines.join("\n")}`);
}

describe("members of a grid", { timeout: 300_000 }, () => {
  it("by a list, with certificates: every session is readable everywhere, and after any one dies", async () => {
    const { sidecars, remove } = await SidecarProcess.grid(4, { certs: true });
    try {
      await Promise.all(sidecars.map((sidecar) => sidecar.start()));
      await meshed(sidecars, 3);
      const written = await writeAndRead(sidecars, "x");
      await (sidecars[1] as SidecarProcess).kill();
      const rest = sidecars.filter((_, index) => index !== 1);
      await meshed(rest, 2);
      await readAll(rest, written);
      await (sidecars[1] as SidecarProcess).start();
      await meshed(sidecars, 3);
      await writeAndRead(sidecars, "y");
    } finally {
      await Promise.all(sidecars.map((sidecar) => sidecar.kill()));
      remove();
    }
  });

  it("by a file: a fourth joins and leaves while sessions are written, without a restart", async () => {
    const { sidecars, directory, remove } = await SidecarProcess.grid(4);
    const file = join(directory, "members");
    const key = join(directory, "cluster.key");
    const line = ({ name, peerPort }: SidecarProcess): string => `${name}=127.0.0.1:${peerPort}\n`;
    const fromFile = sidecars.map(({ name, peerPort }) => {
      const flags = ["--mode", "grid", "--members-file", file, "--peer-port", String(peerPort)];
      return new SidecarProcess({ name, directory, peerPort, flags: [...flags, "--cluster-key-file", key] });
    });
    const [three, four] = [fromFile.slice(0, 3), fromFile[3] as SidecarProcess];
    try {
      writeFileSync(file, three.map(line).join(""));
      await Promise.all(three.map((sidecar) => sidecar.start()));
      await meshed(three, 2);
      const first = await writeAndRead(three, "before");
      writeFileSync(file, fromFile.map(line).join(""));
      await four.start();
      await meshed(fromFile, 3);
      const second = await writeAndRead(fromFile, "with");
      await four.stop();
      writeFileSync(file, three.map(line).join(""));
      await meshed(three, 2);
      await readAll(three, new Map([...first, ...second]));
    } finally {
      await Promise.all(fromFile.map((sidecar) => sidecar.kill()));
      remove();
    }
  });

  it("by a DNS name, among whose addresses a member finds itself", async () => {
    const { directory, remove } = await SidecarProcess.grid(2);
    const port = await freePort();
    const pair = ["127.0.0.1", "::1"].map((host, index) => {
      const flags = ["--mode", "pair", "--members-dns", `localhost:${port}`, "--peer-host", host];
      const proof = ["--cluster-key-file", join(directory, "cluster.key"), "--peer-port", String(port)];
      return new SidecarProcess({ name: `dns-${index}`, directory, flags: [...flags, ...proof] });
    });
    try {
      await Promise.all(pair.map((sidecar) => sidecar.start()));
      await meshed(pair, 1);
      await writeAndRead(pair, "dns");
      const { members, events } = await askAdmin.status((pair[0] as SidecarProcess).runDir);
      assert.equal(members.length, 2, JSON.stringify(members));
      assert.ok(!events.some(({ kind }) => kind === "peer_refused"), "a member refused itself");
    } finally {
      await Promise.all(pair.map((sidecar) => sidecar.kill()));
      remove();
    }
  });
});
