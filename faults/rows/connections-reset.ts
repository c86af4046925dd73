import type { FaultRow } from "./fault-row.ts";

/** Row 20, its sharper half: connections between hosts are reset again and again. */
export const connectionsReset: FaultRow = {
  row: "20b",
  name: "connections reset",
  injects: "every packet between two members answered by a reset for 0.3 s, then 0.7 s of peace, four times",
  expects: "a new connection each time; nothing is lost or old",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold }) {
    const [a, b] = [0, 1 + random.below(world.members.length - 1)];
    for (let time = 0; time < 4; time += 1) {
      await world.net.reset(a, b);
      await hold(300);
      await world.net.heal();
      await hold(700);
    }
  },
};
