import type { FaultRow } from "./fault-row.ts";

/** Row 14: two members hear nothing of each other, while a third hears both. */
export const bridgeSplit: FaultRow = {
  row: "14",
  name: "bridge",
  injects: "two of the members are cut from each other, everyone else hears all, for 2 to 6 s",
  expects: "no view that changes to and fro; nothing acknowledged is lost; convergence",
  members: [3, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold, say }) {
    const a = random.below(world.members.length);
    const b = (a + 1 + random.below(world.members.length - 1)) % world.members.length;
    say(`${world.members[a]?.name}≁${world.members[b]?.name}`);
    await world.net.cut(a, b);
    await hold(2_000 + random.below(4_000));
    await world.net.heal();
  },
};
