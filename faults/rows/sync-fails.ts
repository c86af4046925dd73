import { StraceFault } from "../inject/strace-fault.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 26: the disk of one member fails when asked to write for good. */
export const syncFails: FaultRow = {
  row: "26",
  name: "sync fails with EIO",
  injects: "every fdatasync and fsync of one grid fails with EIO for about 2 s, then the disk is well again",
  expects:
    "the member takes itself out rather than acknowledge what it cannot keep; the others serve; it comes back",
  members: [2, 32],
  needsHosts: false,
  needs: { strace: "strace" },
  deathsAllowed: 4,
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    const fault = await StraceFault.start(victim.pidOf("grid"), "fdatasync,fsync,msync:error=EIO");
    await hold(2_000);
    await fault.stop();
    await victim.ready();
  },
};
