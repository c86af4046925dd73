import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Copies are to be whole again so soon after the last of them has left. */
const RESTORED_MS = 60_000;

/** Row 19: three members become five and three again, under load. */
export const membersComeAndGo: FaultRow = {
  row: "19",
  name: "three, five, three",
  injects:
    "two of five stopped in order, one after the other; both return under load; both leave again and stay away",
  expects: "nothing is lost or old; the three hold all copies again within 60 s",
  members: [5, 32],
  needsHosts: false,
  async run({ world, hold, say, random }) {
    const leaving = [...world.members.entries()]
      .filter(([index]) => index >= world.tomcats.length)
      .map(([, member]) => member)
      .slice(0, 2) as [Member, Member];
    const [first, second] = random.next() < 0.5 ? leaving : (leaving.toReversed() as [Member, Member]);
    const staying = world.members.filter((member) => !leaving.includes(member));
    const restored = async (): Promise<number> => {
      const begunMs = performance.now();
      while (!(await allCopies(staying))) {
        if (performance.now() - begunMs > RESTORED_MS)
          throw new Error("copies were not restored within 60 s");
        await hold(100);
      }
      return Math.round(performance.now() - begunMs);
    };
    await first.stop();
    await restored();
    await second.stop();
    await restored();
    await Promise.all(leaving.map((member) => member.start()));
    await hold(2_000);
    // One after the other: what two leave behind at once may be with them alone.
    await first.stop();
    await restored();
    await second.stop();
    say(`copies restored after ${await restored()} ms`);
    await Promise.all(leaving.map((member) => member.start()));
  },
};

async function allCopies(members: readonly Member[]): Promise<boolean> {
  const all = await Promise.all(members.map((member) => member.status()));
  return all.every(
    (status) =>
      status !== null && status.state === "clustered" && status.sessionsWithAllCopies === status.sessions,
  );
}
