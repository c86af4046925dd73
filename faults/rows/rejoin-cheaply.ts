import type { Member } from "../world/member.ts";
import { World } from "../world/world.ts";
import type { FaultRow } from "./fault-row.ts";
import { filledSessions } from "./filled-sessions.ts";

const SESSIONS = 10_000;
const BYTES = 2_048;
const CHANGED = SESSIONS / 50;
/** Of all that is stored may move at a rejoin: the changed fiftieth, lists, fingerprints, and nothing twice. */
const MOVED_SHARE_MAX = 0.05;

/** Row 18: a member comes back to a large grid of which a fiftieth has changed. A world of its own, without Tomcats. */
export const rejoinCheaply: FaultRow = {
  row: "18",
  name: "rejoin after 2 % changed",
  injects: "10,000 sessions of 2 KB; one member stopped, 2 % of them changed, started again",
  expects: "less than 5 % of the store travels to and from it until all are in step",
  members: [2, 5],
  needsHosts: true,
  async run({ world: { options }, random, say }) {
    const world = await World.start({ ...options, tomcats: 0 });
    try {
      const [, away] = world.members as [Member, Member];
      const other = world.members[0] as Member;
      await filledSessions(other, { from: 0, to: SESSIONS, bytes: BYTES, letter: "a" });
      await world.converged(30_000);
      await away.stop();
      const from = random.below(SESSIONS - CHANGED);
      await filledSessions(other, { from, to: from + CHANGED, bytes: BYTES, letter: "b" });
      const before = await world.net.bytes(1);
      await away.start();
      await world.converged(60_000);
      const moved = (await world.net.bytes(1)) - before;
      const share =
        moved / (SESSIONS * BYTES * (options.mode === "pair" ? 1 : options.copies / options.members));
      say(`${(moved / 1024 ** 2).toFixed(1)} MiB, ${(share * 100).toFixed(1)} %`);
      if (share > MOVED_SHARE_MAX)
        throw new Error(`${(share * 100).toFixed(1)} % of the store moved at the rejoin`);
    } finally {
      await world.stop();
    }
  },
};
