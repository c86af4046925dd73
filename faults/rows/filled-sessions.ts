import { createHash } from "node:crypto";
import { AgentClient } from "../../sidecar/testing/agent-client.ts";
import type { Member } from "../world/member.ts";

/** Saves on their way at a time: enough to fill a bundle, few enough for the sidecar's queue. */
const UNDER_WAY = 64;

/** Streams that may end before it is called a failure. */
const TRIES_MAX = 50;

/** Key of session `n` of a filling. */
const filledKey = (n: number): Buffer => createHash("sha256").update(`filled ${n}`).digest().subarray(0, 16);

/** Saves sessions `from` to `to` at a member as an agent does, each with one attribute of `bytes` bytes of that `letter`. */
export async function filledSessions(
  { runDir, name }: Member,
  range: { readonly from: number; readonly to: number; readonly bytes: number; readonly letter: string },
): Promise<void> {
  const { from, to, bytes, letter } = range;
  const left = Array.from({ length: to - from }, (_, n) => to - 1 - n);
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries > TRIES_MAX) throw new Error(`${left.length} sessions could not be saved at ${name}`);
    const address = `unix:${runDir.sessionSocket}`;
    const agent = new AgentClient({ address, token: runDir.token(), was: `fill-${name}` });
    const one = async (): Promise<void> => {
      for (let n = left.pop(); n !== undefined; n = left.pop()) {
        try {
          await agent.set(filledKey(n), { v: letter.repeat(bytes) }, { create: true });
        } catch {
          // A sidecar that was paused ends its streams: as an agent does, it is attached to again and told again.
          left.push(n);
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: UNDER_WAY }, one));
    agent.close();
  }
}
