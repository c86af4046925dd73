import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";
import { TwinAttributes } from "./twin-attributes.ts";

/** A save reaches the journal within milliseconds; the member is killed before it could say anything to anyone. */
const COMMITTED_MS = 15;

/**
 * Row 3: a member dies after it has written a change down and before anyone else has it. What it says is dropped on its host
 * first, so that point is reached by every save, without a switch in the program that could ship.
 */
export const killedBeforeSending: FaultRow = {
  row: "3",
  name: "killed between its journal and the others",
  injects:
    "everything one member sends is dropped, 24 saves begin there, its processes are killed 15 to 95 ms later",
  expects: "a change nobody acknowledged lives or does not, the same everywhere, and never half of it",
  members: [2, 32],
  needsHosts: true,
  needs: { ss: "iproute2" },
  splits: true,
  async run(scene) {
    const { world, random, hold, say } = scene;
    const host = random.below(world.tomcats.length);
    const victim = world.members[host] as Member;
    say(victim.name);
    const twins = await TwinAttributes.born(scene);
    const others = [...world.members.keys()].filter((other) => other !== host);
    await Promise.all(others.map((other) => world.net.cutFrom(host, other)));
    const writing = twins.write(world.tomcats[host]?.port ?? 0);
    await hold(COMMITTED_MS + random.below(80));
    await victim.kill();
    // The kernel would go on sending what a dead process has written.
    await world.net.killSockets(host);
    await world.net.heal();
    await hold(random.below(1_500));
    await victim.start();
    await writing;
    scene.afterwards(() => twins.mustBeWhole());
  },
};
