import type { Was } from "../world/was.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 31: no sidecar at all, and half of the time a WAS that starts meanwhile. */
export const noSidecar: FaultRow = {
  row: "31",
  name: "no sidecar at all",
  injects: "SIGKILL of every sidecar for 1 to 4 s; half of the time a Tomcat is restarted meanwhile",
  expects: "applications answer alone; what was acknowledged is back when a sidecar is",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    await Promise.all(world.members.map((member) => member.kill()));
    if (random.next() < 0.5) {
      const victim = random.pick(world.tomcats) as Was;
      say(`was-${victim.index + 1} restarted`);
      await victim.kill();
      await victim.start();
    }
    await hold(1_000 + random.below(3_000));
    await Promise.all(world.members.map((member) => member.start()));
  },
};
