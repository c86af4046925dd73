import { mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StraceFault } from "../inject/strace-fault.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

const BLKIO = "/sys/fs/cgroup/blkio";
const BYTES_A_SECOND = 262_144;

/** Row 27: the disk of one member is slow. */
export const slowDisk: FaultRow = {
  row: "27",
  name: "slow disk",
  injects:
    "one grid's writes at 256 kB/s for about 5 s (cgroup blkio; each write 5 ms longer where there is none)",
  expects: "nothing acknowledged is lost; waits are bounded",
  members: [2, 32],
  needsHosts: false,
  needs: { strace: "strace" },
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    const lift = (await throttle(victim)) ?? (await delayWrites(victim));
    say(`${victim.name} ${lift.how}`);
    await hold(5_000);
    await lift.undo();
  },
};

interface Brake {
  readonly how: string;
  readonly undo: () => Promise<void>;
}

async function throttle(victim: Member): Promise<Brake | null> {
  const group = join(BLKIO, `gyeot-faults-${process.pid}`);
  try {
    const { dev } = statSync(victim.dataDir);
    mkdirSync(group);
    const device = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
    writeFileSync(join(group, "blkio.throttle.write_bps_device"), `${device} ${BYTES_A_SECOND}`);
    writeFileSync(join(group, "cgroup.procs"), String(victim.pidOf("grid")));
  } catch {
    // No such controller here.
    remove(group);
    return null;
  }
  return {
    how: "blkio",
    undo: async () => {
      for (const pid of readFileSync(join(group, "cgroup.procs"), "utf8").trim().split("\n")) {
        if (pid !== "") writeFileSync(join(BLKIO, "cgroup.procs"), pid);
      }
      remove(group);
    },
  };
}

function remove(group: string): void {
  try {
    rmdirSync(group);
  } catch {
    // It was never made.
  }
}

async function delayWrites(victim: Member): Promise<Brake> {
  const fault = await StraceFault.start(victim.pidOf("grid"), "pwrite64,write,writev:delay_enter=5000");
  return { how: "strace", undo: () => fault.stop() };
}
