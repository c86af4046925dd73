import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 2: a member dies with everything on its host but the WAS, stays away for a while and comes back. */
export const backupKilled: FaultRow = {
  row: "2",
  name: "backup killed",
  injects: "SIGKILL of supervisor, grid and watch of one member; it returns after 0.2 to 3 s",
  expects: "writes go on, flagged where only one copy is left; its agents work through another member",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    await victim.kill();
    await hold(200 + random.below(2_800));
    await victim.start();
  },
};
