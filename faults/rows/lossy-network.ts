import type { FaultRow } from "./fault-row.ts";

/** Row 20: packets are lost, then the line is narrow. */
export const lossyNetwork: FaultRow = {
  row: "20",
  name: "loss, then a narrow line",
  injects:
    "a fifth of one host's incoming packets lost for 3 s, then its outgoing line at 200 to 2,000 kbit/s for 3 s",
  expects: "nothing is lost or old; waits are bounded; convergence",
  members: [2, 32],
  needsHosts: true,
  needs: { tc: "iproute2" },
  async run({ world, random, hold, say }) {
    const host = random.below(world.members.length);
    const kbit = 200 * (1 + random.below(10));
    say(`${world.members[host]?.name} ${kbit} kbit/s`);
    await world.net.lose(host, 0.2);
    await hold(3_000);
    await world.net.heal();
    await world.net.slow(host, kbit);
    await hold(3_000);
    await world.net.heal();
  },
};
