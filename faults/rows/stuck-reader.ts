import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { storeFile } from "../inject/store-file.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

const READER = fileURLToPath(new URL("../../sidecar/testing/stuck-reader.ts", import.meta.url));
const HELD_MS = 9_000;
/** Protects the disk of the member: beyond what others need for the same sessions it may take so much more. */
const GROWTH_BYTES_MAX = 64 * 1024 ** 2;

/** Row 29: a process opens the store of a running member, begins to read and never ends. */
export const stuckReader: FaultRow = {
  row: "29",
  name: "stuck reader",
  injects:
    "a reader of one member's store that stays in its transaction for 9 s while everything is overwritten",
  expects:
    "told in the status with its age; the file stays below twice the others' and 64 MiB; gone with the reader",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say, afterwards }) {
    const victim = random.pick(world.members) as Member;
    const folder = dirname(storeFile(victim.dataDir));
    const reader = spawn(process.execPath, ["--import", "tsx", READER, folder], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    world.owned.adopt("stuck reader", reader.pid ?? 0);
    try {
      await new Promise((resolve) => reader.once("message", resolve));
      await hold(HELD_MS);
      const status = await victim.status();
      const ageMs = status?.store?.oldestReaderMs ?? 0;
      say(`${victim.name}, told after ${ageMs} ms`);
      if (ageMs < HELD_MS / 2)
        throw new Error(`nobody was told of the reader: its age is said to be ${ageMs} ms`);
      const bytes = status?.store?.bytes ?? 0;
      const others = await Promise.all(
        world.members.filter((each) => each !== victim).map((each) => each.status()),
      );
      const most = Math.max(...others.map((each) => each?.store?.bytes ?? 0));
      if (bytes > 2 * most + GROWTH_BYTES_MAX)
        throw new Error(`the file grew to ${bytes} bytes beside ${most}`);
    } finally {
      reader.kill("SIGKILL");
    }
    afterwards(async () => {
      for (let tries = 0; tries < 50; tries += 1) {
        if (((await victim.status())?.store?.oldestReaderMs ?? 0) === 0) return;
        await hold(200);
      }
      throw new Error("the reader is gone and still told of");
    });
  },
};
