import { type Damage, damageStore } from "../inject/damage-store.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

const DAMAGES: readonly Damage[] = ["truncated", "zero meta", "flipped page", "empty", "torn journal"];

/** Row 28: while a member is down, its store goes bad. */
export const damagedStore: FaultRow = {
  row: "28",
  name: "damaged store",
  injects:
    "one member killed; its data.mdb cut in half, its meta pages zeroed, a page flipped, emptied, or its journal torn",
  expects:
    "the bad store is set aside and refilled from the others; no crash loop; nothing acknowledged is lost",
  members: [2, 32],
  needsHosts: false,
  losesDisk: true,
  deathsAllowed: 2,
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    const damage = random.pick(DAMAGES);
    // What only this member holds would be lost with its disk, and the manual says so.
    await world.converged(10_000);
    await victim.kill();
    say(`${victim.name} ${damageStore(victim.dataDir, damage, random)}`);
    await hold(random.below(1_500));
    await victim.start();
  },
};
