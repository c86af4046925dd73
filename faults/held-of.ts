import { AgentClient } from "../sidecar/testing/agent-client.ts";
import { askAdmin } from "../sidecar/testing/ask-admin.ts";
import type { World } from "./world/world.ts";

/** What each member says it holds of one session, as lines for a person who looks for a fault. */
export async function heldOf(world: World, cookie: string): Promise<string> {
  const key = AgentClient.key(cookie, "/ledger");
  const lines = await Promise.all(
    world.members.map(async ({ name, runDir }) => {
      const detail = await askAdmin.inspect(runDir, key).catch(() => null);
      if (detail === null) return `  ${name} does not say`;
      if (!detail.found) return `  ${name} has nothing`;
      const { summary, attributes } = detail;
      const held = attributes.map((each) => `${each.name} ${each.bytes} bytes at ${each.changedMs}`);
      const head = `${summary?.dead === true ? "dead" : "alive"} copies ${summary?.copies} writes ${summary?.writes} was ${summary?.was}`;
      return `  ${name} ${head}: ${held.join(", ")}`;
    }),
  );
  return [`held of key ${key.toString("hex")} (${cookie})`, ...lines].join("\n");
}
