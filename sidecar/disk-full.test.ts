import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

const { readSoon, pause } = sessions;
const { OUTCOME_DEAD } = StoreResultOutcome;

/** Mounts need root; the watermark's arithmetic is tested without. */
const skip = process.getuid?.() === 0 ? false : "mounting a small disk needs root";

const DISK_BYTES = 16 * 1024 ** 2;

function freeOf(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** A member alone, whose data directory is a disk of 16 MiB. */
function onSmallDisk(kind: "tmpfs" | "ext4"): {
  a: SidecarProcess;
  dataDir: string;
  remove: () => Promise<void>;
} {
  const directory = mkdtempSync(join(tmpdir(), "gyeot-full-"));
  const a = new SidecarProcess({ name: "a", directory, flags: ["--mode", "solo"] });
  const { dataDir } = a;
  mkdirSync(dataDir, { recursive: true });
  if (kind === "tmpfs") execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", dataDir]);
  else {
    const image = join(directory, "disk.img");
    writeFileSync(image, Buffer.alloc(DISK_BYTES));
    execFileSync("mkfs.ext4", ["-q", "-F", "-m", "0", "-O", "^has_journal", image]);
    execFileSync("mount", ["-o", "loop", image, dataDir]);
  }
  const remove = async (): Promise<void> => {
    await a.stop();
    execFileSync("umount", [dataDir]);
    rmSync(directory, { recursive: true });
  };
  return { a, dataDir, remove };
}

describe("a member whose disk fills", { skip }, () => {
  for (const kind of ["tmpfs", "ext4"] as const) {
    it(`refuses before the disk is full, serves what it has, and heals by itself (${kind})`, async () => {
      const { a, dataDir, remove } = onSmallDisk(kind);
      try {
        await a.start();
        const { pid } = a;
        const one = await a.attach("one");
        const kept = new Map<string, string>();
        const write = async (n: number): Promise<string> => {
          const value = randomBytes(4_000).toString("hex");
          const key = AgentClient.key(`full-${n}`);
          try {
            await one.set(key, { v: value }, { create: true });
          } catch (cause) {
            return (cause as { readonly code: string }).code;
          }
          kept.set(`full-${n}`, value);
          return "";
        };
        // 1. Sessions fill it.
        let refused = "";
        let n = 0;
        // Once refused is not yet full: the store may only have to take over what the journal holds.
        for (let inRow = 0; n < 4_000 && inRow < 4; n += 1) {
          refused = await write(n);
          inRow = refused === "" ? 0 : inRow + 1;
          if (inRow > 0) await pause(800);
        }
        assert.equal(refused, "disk_full");
        assert.ok(kept.size > 100, `${kept.size} sessions of 8 KB fitted`);
        assert.ok(freeOf(dataDir) > 0);
        await askAdmin.until(a.runDir, (status) => status.guarantee.includes("refused"));
        // 2. Something else takes what is left.
        const filler = join(dataDir, "filler");
        const fill = (): void => {
          try {
            writeFileSync(filler, Buffer.alloc(DISK_BYTES));
          } catch {
            // Full: that is what it is for.
          }
        };
        fill();
        await pause(2_500);
        fill();
        await pause(2_500);
        assert.equal(await write(n), "disk_full");
        for (const [name, value] of kept) {
          assert.equal((await readSoon(one, AgentClient.key(name)))["v"], value, name);
        }
        rmSync(filler);
        // 3. Sessions end, which is allowed, and their room is used again.
        await askAdmin.until(a.runDir, () => freeOf(dataDir) > 1.2 * 1024 ** 2);
        await pause(1_500);
        const names = [...kept.keys()];
        for (const name of names.slice(0, Math.floor(names.length * 0.7))) {
          await one.invalidate(AgentClient.key(name));
          kept.delete(name);
        }
        await askAdmin.until(a.runDir, (status) => !status.guarantee.includes("refused"), 30_000);
        for (let more = 1; more <= 20; more += 1) {
          let said = await write(n + more);
          // As above: the store may have to take over what the journal holds.
          for (let tries = 0; said !== "" && tries < 10; tries += 1) {
            await pause(800);
            said = await write(n + more);
          }
          assert.equal(said, "", `session ${more} after it healed`);
        }
        for (const [name, value] of kept) {
          assert.equal((await readSoon(one, AgentClient.key(name)))["v"], value, name);
        }
        assert.equal(a.pid, pid);
        // 4. Nothing is lost by a restart either.
        one.close();
        await a.kill();
        await a.start();
        const again = await a.attach("one");
        for (const [name, value] of kept) {
          assert.equal((await readSoon(again, AgentClient.key(name)))["v"], value, name);
        }
        const dead = AgentClient.key(names[0] as string);
        assert.equal((await again.set(dead, { v: "late" })).outcome, OUTCOME_DEAD);
        again.close();
      } finally {
        await remove();
      }
    });
  }
});
