import { join } from "node:path";
import { LoadResultOutcome } from "../../sidecar/rpc/gen/session.ts";
import { AgentClient } from "../../sidecar/testing/agent-client.ts";
import { FakeTime } from "../inject/fake-time.ts";
import type { Member } from "../world/member.ts";
import { World } from "../world/world.ts";
import type { FaultRow } from "./fault-row.ts";

const SESSIONS = 20;
/** Tombstones are kept for 24 h, or for the session's timeout where that is longer. */
const AWAY_S = 25 * 3_600;
const PATIENCE_MS = 30_000;

/**
 * Row 17: a member returns after the others have forgotten who died. A pair of its own, because every session of the round
 * would be too old. Half of the sessions time out after half an hour, the others never.
 */
export const pastTheHorizon: FaultRow = {
  row: "17",
  name: "away past the horizon of tombstones",
  injects:
    "20 sessions; a member killed, all of them ended at the other, both clocks 25 h later, the member started again",
  expects:
    "none of them lives at any member: those whose tombstone is gone are too old by then, the others' are kept",
  members: [2, 2],
  needsHosts: false,
  needs: { faketime: "faketime" },
  async run({ world: { options }, hold, say, broken }) {
    const world = await World.start({ ...options, tomcats: 0, hosts: false });
    try {
      const [here, away] = world.members as [Member, Member];
      const keys = Array.from({ length: SESSIONS }, (_, n) => AgentClient.key(`horizon ${n}`));
      let agent = await agentOf(here);
      for (const [n, key] of keys.entries()) await agent.set(key, { v: "x" }, born(n));
      await world.converged(10_000);
      await away.kill();
      for (const key of keys) await agent.invalidate(key);
      agent.close();
      await here.stop();
      const clock = new FakeTime(join(world.folder, "later.clock"), AWAY_S);
      await here.start({ env: clock.env });
      await until(hold, "tombstones are not forgotten", async () => {
        return ((await here.status())?.tombstones ?? SESSIONS) <= SESSIONS / 2;
      });
      say(`${(await here.status())?.tombstones} tombstones left`);
      await away.start({ env: clock.env });
      await world.converged(20_000);
      for (const member of world.members) {
        agent = await agentOf(member);
        for (const [n, key] of keys.entries()) {
          const dead = async (): Promise<boolean> =>
            (await agent.load(key)).outcome !== LoadResultOutcome.OUTCOME_FOUND;
          const isDead = await until(hold, "", dead, n % 2 === 0 ? PATIENCE_MS : 0).then(
            () => true,
            () => false,
          );
          const text = `session ${n}, ended 25 h ago, lives at ${member.name}`;
          if (!isDead) broken({ kind: "resurrected", session: 0, text });
        }
        agent.close();
      }
    } finally {
      await world.stop();
    }
  },
};

async function agentOf({ runDir }: Member): Promise<AgentClient> {
  const agent = new AgentClient({
    address: `unix:${runDir.sessionSocket}`,
    token: runDir.token(),
    was: "horizon",
  });
  await agent.welcome;
  return agent;
}

function born(n: number): { readonly create: true; readonly meta: object } {
  const nowMs = Date.now();
  const words = { app: "/", was: "horizon", container: [] };
  const maxInactiveS = n % 2 === 0 ? 1_800 : -1;
  return { create: true, meta: { ...words, createdMs: nowMs, lastAccessMs: nowMs, maxInactiveS } };
}

async function until(
  hold: (ms: number) => Promise<void>,
  why: string,
  isSo: () => Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(why);
    await hold(100);
  }
}
