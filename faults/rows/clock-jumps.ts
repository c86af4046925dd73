import { join } from "node:path";
import { FakeTime } from "../inject/fake-time.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

const OFFSETS_S = [-600, -5, 5, 60, 3_600];

/** Row 24: one host's wall clock is wrong, or becomes wrong while all runs. */
export const clockJumps: FaultRow = {
  row: "24",
  name: "clock jumps",
  injects: "one member's wall clock moved by -600, -5, 5, 60 or 3,600 s while it runs, and back",
  expects:
    "no acknowledged change is lost; sessions do not expire in masses; no conflict is won by a wrong clock",
  members: [2, 32],
  needsHosts: false,
  needs: { faketime: "faketime" },
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    const offsetS = random.pick(OFFSETS_S);
    say(`${victim.name} ${offsetS} s`);
    const clock = new FakeTime(join(world.folder, `${victim.name}.clock`), 0);
    await victim.stop();
    await victim.start({ env: clock.env });
    await hold(1_000);
    clock.move(offsetS);
    await hold(4_000);
    clock.move(0);
    await hold(1_500);
    await victim.stop();
    await victim.start();
  },
};
