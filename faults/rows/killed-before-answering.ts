import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";
import { TwinAttributes } from "./twin-attributes.ts";

/**
 * Row 4: a member dies after the others hold a change and before its agent is told. What the others say to it is dropped on its
 * host: they hold the change, it cannot know, its agent is never answered and sends the change again elsewhere.
 */
export const killedBeforeAnswering: FaultRow = {
  row: "4",
  name: "killed between the others and its agent",
  injects:
    "everything said to one member is dropped, 24 saves begin there, its processes are killed 15 to 95 ms later",
  expects: "the agent's second attempt counts once and undoes nothing that came later; never half a session",
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
    await Promise.all(others.map((other) => world.net.cutFrom(other, host)));
    const writing = twins.write(world.tomcats[host]?.port ?? 0);
    await hold(15 + random.below(80));
    await victim.kill();
    await world.net.killSockets(host);
    await world.net.heal();
    await hold(random.below(1_500));
    await victim.start();
    await writing;
    scene.afterwards(() => twins.mustBeWhole());
  },
};
