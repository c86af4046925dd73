import { SmallDisk } from "../inject/small-disk.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Enough for what a round leaves behind; a tenth of it is below what a member wants free. */
const DISK_MIB = 400;

/** Row 25: the disk of one member fills up, first to where it must stop, then to the last block. */
export const diskFull: FaultRow = {
  row: "25",
  name: "disk full",
  injects: "one member on a disk of its own: 20 MiB free for 3 s, nothing free for 2 s, then room again",
  expects:
    "it stops taking changes before the disk is full, never dies of it, and goes on once there is room",
  members: [2, 32],
  needsHosts: true,
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    await victim.stop();
    const disk = await SmallDisk.mount(world, victim.dataDir, DISK_MIB);
    try {
      await victim.start();
      await hold(1_000);
      await disk.fill(20 * 1024);
      await hold(3_000);
      await disk.fill(0);
      await hold(2_000);
      disk.free();
      await hold(2_000);
      await victim.ready();
    } finally {
      await victim.stop();
      await disk.remove();
      await victim.start();
    }
  },
};
