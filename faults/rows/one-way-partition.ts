import type { FaultRow } from "./fault-row.ts";

/** Row 11: one member is heard by nobody, but hears; or hears nobody, but is heard. */
export const oneWayPartition: FaultRow = {
  row: "11",
  name: "one-way partition",
  injects: "packets from one member to the others, or from the others to it, are dropped for 0.5 to 6 s",
  expects: "no acknowledgement counts the deaf member; no flapping; convergence",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold, say }) {
    const victim = random.below(world.members.length);
    const mute = random.next() < 0.5;
    say(`${world.members[victim]?.name} ${mute ? "mute" : "deaf"}`);
    for (const [other] of world.members.entries()) {
      if (other === victim) continue;
      await (mute ? world.net.cutFrom(victim, other) : world.net.cutFrom(other, victim));
    }
    await hold(500 + random.below(5_500));
    await world.net.heal();
  },
};
