import { StraceFault } from "../inject/strace-fault.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 7: the disk of one member takes long to say that it has written. */
export const slowSync: FaultRow = {
  row: "7",
  name: "sync delayed",
  injects: "every fdatasync and fsync of one grid takes 400 ms longer, for about 4 s",
  expects: "nothing acknowledged is lost; the others go on; memory stays bounded",
  members: [2, 32],
  needsHosts: false,
  needs: { strace: "strace" },
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    const fault = await StraceFault.start(victim.pidOf("grid"), "fdatasync,fsync,msync:delay_enter=400000");
    await hold(4_000);
    await fault.stop();
  },
};
