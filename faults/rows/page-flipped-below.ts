import { damageStore } from "../inject/damage-store.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 28, its sharper half: the disk changes under a store that is in use, and nobody says so. */
export const pageFlippedBelow: FaultRow = {
  row: "28b",
  name: "pages flipped under a running store",
  injects:
    "three pages of one member's data.mdb inverted while it runs under load; it is started anew 3 s later",
  expects: "no wrong byte is ever served; damaged sessions come from the others; no crash loop",
  members: [2, 32],
  needsHosts: false,
  losesDisk: true,
  deathsAllowed: 3,
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    await world.converged(10_000);
    for (let time = 0; time < 3; time += 1) {
      const what = damageStore(victim.dataDir, "flipped page", random);
      if (time === 0) say(`${victim.name} ${what}`);
      await hold(1_000);
    }
    await victim.ready();
    await victim.stop();
    await victim.start();
  },
};
