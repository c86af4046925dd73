import { AgentClient } from "../../sidecar/testing/agent-client.ts";
import { type Door, garbage } from "../inject/garbage.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow, Scene } from "./fault-row.ts";

/** Protects the member's memory: noise may cost it so much more for good, and no more. */
const GROWTH_BYTES_MAX = 150 * 1024 ** 2;

/** Row 34: noise at the agents' and the peers' doors, and frames that lie from an agent that is let in. */
export const garbageAtTheDoors: FaultRow = {
  row: "34",
  name: "malformed frames",
  injects:
    "for about 3 s random bytes and lying HTTP/2 frames at both doors, and malformed messages of a known agent",
  expects: "refused; no process ends; memory stays flat; sessions go on",
  members: [2, 32],
  needsHosts: false,
  async run(scene) {
    const { world, random, hold } = scene;
    const [index, victim] = random.pick([...world.members.entries()]) as [number, Member];
    scene.say(victim.name);
    const before = world.memory()[`${victim.name}-grid`] ?? 0;
    const doors: Door[] = [
      { path: victim.runDir.sessionSocket },
      { host: world.hasHosts ? world.net.address(index) : "127.0.0.1", port: victim.peerPort },
    ];
    const endMs = performance.now() + 3_000;
    while (performance.now() < endMs) {
      await Promise.all(doors.flatMap((door) => [garbage(door, random), garbage(door, random)]));
      await lies(scene, victim);
      await hold(20);
    }
    const grown = (world.memory()[`${victim.name}-grid`] ?? 0) - before;
    if (grown > GROWTH_BYTES_MAX)
      throw new Error(`noise cost ${Math.round(grown / 1024 ** 2)} MiB of memory`);
  },
};

/** An agent that knows the token and sends nonsense. */
async function lies({ random }: Scene, victim: Member): Promise<void> {
  const address = `unix:${victim.runDir.sessionSocket}`;
  const agent = new AgentClient({ address, token: victim.runDir.token(), was: "liar", renew: false });
  const isIn = await Promise.race([
    agent.welcome.then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, 1_000, false)),
  ]);
  if (isIn) {
    for (let n = 0; n < 5; n += 1) {
      agent.send(Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256))));
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  agent.close();
}
