import type { Was } from "../world/was.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 32: a JVM dies in mid-stream; the balancer takes its users elsewhere. */
export const jvmKilled: FaultRow = {
  row: "32",
  name: "WAS killed",
  injects: "SIGKILL of a Tomcat under load; it returns",
  expects:
    "the other Tomcats have every acknowledged change; what was not acknowledged may be gone, never half",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold }) {
    const victim = random.pick(world.tomcats) as Was;
    await victim.kill();
    await hold(random.below(1_500));
    await victim.start();
  },
};
