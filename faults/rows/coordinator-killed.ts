import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 1: grids die by kill -9 in mid-load, one after the other, and their supervisors start them again. */
export const coordinatorKilled: FaultRow = {
  row: "1",
  name: "coordinator killed",
  injects: "SIGKILL of a grid process under load, one to three times",
  expects: "nothing acknowledged is lost; its supervisor starts it again; agents come home",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    const times = 1 + random.below(3);
    for (let time = 0; time < times; time += 1) {
      const victim = random.pick(world.members) as Member;
      say(victim.name);
      victim.signalGrid("SIGKILL");
      await hold(300 + random.below(1_500));
      await victim.ready();
    }
  },
};
