import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";
import { spanFlood } from "./span-flood.ts";

/** Row 39 beside rows 1 and 2: telemetry at ten times its capacity while members die. */
export const floodAndKill: FaultRow = {
  row: "39b",
  name: "span flood beside kills",
  injects: "the flood of row 39, and meanwhile a grid killed and a whole member killed for a second",
  expects: "what is too much is dropped and counted; sessions are kept as without the flood",
  members: [2, 32],
  needsHosts: false,
  async run(scene) {
    const { world, random, hold, say } = scene;
    const [grid, whole] = [random.pick(world.members), random.pick(world.members)] as [Member, Member];
    say(`${grid.name}, ${whole.name}`);
    const flooding = spanFlood.run(scene);
    await hold(500);
    grid.signalGrid("SIGKILL");
    await hold(1_500);
    await grid.ready();
    await whole.kill();
    await hold(1_000);
    await whole.start();
    await flooding;
  },
};
