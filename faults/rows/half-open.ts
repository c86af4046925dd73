import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 22: a host vanishes without a word: no FIN, no reset. */
export const halfOpen: FaultRow = {
  row: "22",
  name: "half-open connections",
  injects: "a host is cut off, its member killed behind the cut, 3 to 8 s later it is there again",
  expects: "given up within 4 s; nothing acknowledged is lost; memory stays flat",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold, say }) {
    const host = random.below(world.members.length);
    const victim = world.members[host] as Member;
    say(victim.name);
    await Promise.all(
      [...world.members.keys()].filter((other) => other !== host).map((other) => world.net.cut(host, other)),
    );
    await victim.kill();
    await hold(3_000 + random.below(5_000));
    await world.net.heal();
    await victim.start();
  },
};
