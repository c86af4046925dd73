// Whatever the demo starts must be gone when it is: on purpose, and when the demo itself is killed.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { OwnedProcesses } from "./owned-processes.ts";
import { waitUntil } from "./wait-until.ts";

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A shell with a child of its own, both deaf to SIGTERM: the worst thing one may have to end. */
const STUBBORN = ["-c", "trap '' TERM; sleep 60 & echo child $!; wait; wait"];

describe("owned processes", () => {
  it("are gone with their children after stopAll, and so is the folder", async () => {
    const owned = new OwnedProcesses();
    const log = join(owned.folder, "log");
    const polite = owned.start({ name: "polite", command: "sleep", args: ["60"], log });
    const group = owned.start({ name: "group", command: "sh", args: ["-c", "sleep 60 & sleep 60"], log });
    const other = spawn("sleep", ["60"]);
    owned.adopt("other", other.pid as number);
    await owned.stopAll();
    await owned.stopAll();
    assert.equal(isThere(polite.pid), false);
    assert.throws(() => process.kill(-group.pid, 0), "no process of the group is left");
    await waitUntil("the adopted process is gone", 5000, () => !isThere(other.pid as number));
    assert.equal(existsSync(owned.folder), false);
  });

  it("are ended by the reaper when the demo dies by kill -9", async () => {
    const module = new URL("./owned-processes.ts", import.meta.url).href;
    const script = `
      const { OwnedProcesses } = await import(${JSON.stringify(module)});
      const owned = new OwnedProcesses();
      const child = owned.start({ name: "s", command: "sh", args: ${JSON.stringify(STUBBORN)}, log: owned.folder + "/log" });
      console.log(JSON.stringify({ pid: child.pid, folder: owned.folder }));
      setInterval(() => undefined, 1000);`;
    const demo = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { pid, folder } = JSON.parse(await firstLine(demo)) as { pid: number; folder: string };
    assert.equal(isThere(pid), true);
    demo.kill("SIGKILL");
    await waitUntil("the reaper has ended the group", 10_000, () => {
      try {
        process.kill(-pid, 0);
        return false;
      } catch {
        return true;
      }
    });
    await waitUntil("the reaper has removed the folder", 5000, () => !existsSync(folder));
  });
});

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it said anything`)));
  });
}
