import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

const { clustered, readSoon, pause } = sessions;
const { OUTCOME_ACKNOWLEDGED } = StoreResultOutcome;

const skip = traces() ? false : "input/output errors are made by strace, which is not installed";

function traces(): boolean {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** From now on every fdatasync of this process fails, until `end`. */
async function failing(pid: number): Promise<{ end: () => void }> {
  const inject = ["-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO"];
  const tracer: ChildProcess = spawn("strace", ["-f", "-o", "/dev/null", ...inject, "-p", String(pid)]);
  await new Promise<void>((resolve) => tracer.stderr?.once("data", () => resolve()));
  return { end: () => tracer.kill("SIGTERM") };
}

describe("a member whose disk answers with errors", { skip }, () => {
  for (const durability of ["process", "disk"] as const) {
    it(`acknowledges nothing that it cannot keep, ends, and comes back whole (${durability})`, async () => {
      const pair = await SidecarProcess.pair({ flags: ["--durability", durability] });
      let tracer: { end: () => void } | null = null;
      try {
        await Promise.all([pair.a.start(), pair.b.start()]);
        await clustered(pair.a, pair.b);
        const one = await pair.a.attach("one");
        const acknowledged = new Map<string, string>();
        let n = 0;
        const write = async (): Promise<string> => {
          n += 1;
          try {
            const { outcome } = await one.set(
              AgentClient.key(`eio-${n}`),
              { n: String(n) },
              { create: true },
            );
            if (outcome === OUTCOME_ACKNOWLEDGED) acknowledged.set(`eio-${n}`, String(n));
            return "";
          } catch (cause) {
            return (cause as { readonly code?: string }).code ?? "ended";
          }
        };
        for (let count = 0; count < 50; count += 1) await write();
        assert.equal(acknowledged.size, 50);
        const { pid } = pair.a;
        tracer = await failing(pid);
        const answers = new Set<string>();
        for (const endMs = Date.now() + 20_000; !one.ended && Date.now() < endMs; ) {
          answers.add(await write());
          await pause(20);
        }
        // The store could not commit: no process goes on with a store of which it does not know what is on the disk.
        assert.equal(existsSync(`/proc/${pid}/cwd`), false, `${[...answers]} ${pair.a.log.slice(-2_000)}`);
        assert.match(pair.a.log, /the store cannot go on in this process/);
        tracer.end();
        one.close();
        const two = await pair.b.attach("two");
        for (const [name, value] of acknowledged) {
          assert.equal((await readSoon(two, AgentClient.key(name)))["n"], value, name);
        }
        two.close();
        await pair.a.start();
        await clustered(pair.a, pair.b);
        const again = await pair.a.attach("one");
        for (const [name, value] of acknowledged) {
          assert.equal((await readSoon(again, AgentClient.key(name)))["n"], value, name);
        }
        again.close();
        assert.equal((await askAdmin.status(pair.a.runDir)).store?.quarantined, 0);
      } finally {
        tracer?.end();
        await Promise.all([pair.a.stop(), pair.b.stop()]);
        pair.remove();
      }
    });
  }
});
