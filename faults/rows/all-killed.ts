import type { FaultRow } from "./fault-row.ts";

/** Row 5: every member of the world dies in the same instant. */
export const allKilled: FaultRow = {
  row: "5",
  name: "all killed together",
  injects: "SIGKILL of every process of every member at once; all return together",
  expects: "every acknowledged change is back",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold }) {
    for (const member of world.members) member.signalAll("SIGKILL");
    await Promise.all(world.members.map((member) => member.kill()));
    await hold(random.below(1_000));
    await Promise.all(world.members.map((member) => member.start()));
  },
};
