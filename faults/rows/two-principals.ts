import { randomBytes } from "node:crypto";
import type { StoreInput } from "../../sidecar/rpc/gen/session.ts";
import { AgentClient } from "../../sidecar/testing/agent-client.ts";
import { askAdmin } from "../../sidecar/testing/ask-admin.ts";
import type { Member } from "../world/member.ts";
import type { FaultRow, Scene } from "./fault-row.ts";

const SESSIONS = 8;

/** Row 16: while two groups are cut apart, one user signs in to a session here and another one there. */
export const twoPrincipals: FaultRow = {
  row: "16",
  name: "two users, one session",
  injects:
    "two groups of members cut apart; eight sessions get user kim at one side and user lee at the other",
  expects:
    "after healing each of these sessions is ended everywhere, and the event is told; one user on both sides is fine",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run(scene) {
    const { world, hold, random } = scene;
    const right = [...world.members.keys()].filter((index) => index !== 0);
    const there = 1 + random.below(world.members.length - 1);
    const agents = [agentOf(world.members[0] as Member), agentOf(world.members[there] as Member)] as const;
    const keys = Array.from({ length: SESSIONS + 1 }, () => randomBytes(16));
    for (const key of keys) await agents[0].set(key, { v: "born" }, { create: true });
    await Promise.all(right.map((other) => world.net.cut(0, other)));
    await hold(3_500);
    for (const [n, key] of keys.entries()) {
      await agents[0].set(key, { v: "here" }, { meta: metaOf("kim") });
      // The last one is the control: the same user on both sides is no reason to end anything.
      await agents[1].set(key, { v: "there" }, { meta: metaOf(n === SESSIONS ? "kim" : "lee") });
    }
    await world.net.heal();
    scene.afterwards(async () => {
      for (const agent of agents) agent.close();
      await mustHaveEnded(scene, keys);
    });
  },
};

function agentOf({ runDir, name }: Member): AgentClient {
  return new AgentClient({
    address: `unix:${runDir.sessionSocket}`,
    token: runDir.token(),
    was: `principals-${name}`,
  });
}

function metaOf(user: string): NonNullable<StoreInput["meta"]> {
  const nowMs = Date.now();
  return {
    app: "/",
    user,
    createdMs: nowMs,
    lastAccessMs: nowMs,
    maxInactiveS: 1_800,
    was: "principals",
    container: [],
  };
}

async function mustHaveEnded({ world, broken }: Scene, keys: readonly Uint8Array[]): Promise<void> {
  const told = new Set<string>();
  for (const { runDir } of world.members) {
    for (const { kind, subject } of (await askAdmin.status(runDir)).events)
      if (kind === "two_users") told.add(subject);
  }
  for (const [n, key] of keys.entries()) {
    const hex = Buffer.from(key).toString("hex");
    const details = await Promise.all(world.members.map(({ runDir }) => askAdmin.inspect(runDir, key)));
    const alive = details.some(({ found, summary }) => found && summary?.dead === false);
    const isControl = n === keys.length - 1;
    if (isControl && !alive)
      broken({ kind: "lost", session: 0, text: `one user on both sides, and ${hex} is gone` });
    if (isControl) continue;
    if (alive) broken({ kind: "resurrected", session: 0, text: `two users are in session ${hex}` });
    if (!told.has(hex)) throw new Error(`nobody was told that two users were in session ${hex}`);
  }
}
