import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type LoadResult, LoadResultOutcome } from "../rpc/gen/session.ts";
import type { AgentClient } from "./agent-client.ts";
import { askAdmin } from "./ask-admin.ts";
import type { SidecarProcess } from "./sidecar-process.ts";

/** What tests of running sidecars wait for and look at. */
export const sessions = {
  /**
   * All of these call themselves clustered and know where their agents may go: an agent that attached before is
   * made to attach again.
   */
  async clustered(...sidecars: readonly SidecarProcess[]): Promise<void> {
    for (const { runDir, dataDir } of sidecars) {
      await askAdmin.until(runDir, (status) => status.state === "clustered");
      for (let tries = 0; tries < 100 && !existsSync(join(dataDir, "fallbacks.json")); tries += 1) {
        await sessions.pause(50);
      }
    }
  },

  /** The session's attributes as text; fails when it is not found. */
  async read(agent: AgentClient, key: Buffer): Promise<Record<string, string>> {
    return valuesOf(await agent.load(key));
  },

  /** As `read`, asking again while the sidecar says that it cannot know yet. */
  async readSoon(agent: AgentClient, key: Buffer): Promise<Record<string, string>> {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await agent.load(key);
      if (answer.outcome !== LoadResultOutcome.OUTCOME_UNKNOWN) return valuesOf(answer);
      await sessions.pause(50);
    }
    throw new Error("it never knew");
  },

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  },
};

function valuesOf({ outcome, attributes }: LoadResult): Record<string, string> {
  assert.equal(outcome, LoadResultOutcome.OUTCOME_FOUND);
  return Object.fromEntries(attributes.map(({ name, value }) => [name, Buffer.from(value).toString()]));
}
