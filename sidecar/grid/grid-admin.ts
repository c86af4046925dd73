import type { Grid } from "./grid.ts";
import { gridStatus } from "./grid-status.ts";
import { listSource } from "./list-source.ts";
import type { SessionAdmin } from "./session-engine.ts";
import { sessionList } from "./session-list.ts";

/** The grid as console and command line see it. */
export function gridAdmin(grid: Grid): SessionAdmin {
  const source = listSource(grid.parts, grid.peers);
  return {
    status: (context) => gridStatus(grid, context),
    list: (query) => sessionList.list(source, query),
    inspect: async (key) => {
      // One that lives elsewhere is fetched, as for an agent.
      await grid.authority.current(Buffer.from(key).toString("hex"));
      return sessionList.inspect(source, key);
    },
    kill: async (key, reason, by) => {
      const outcome = await grid.sessions.kill(key, reason || "killed");
      const id = Buffer.from(key).toString("hex");
      if (outcome === "killed") grid.parts.history.add("killed", id, { detail: `${by}: ${reason}` });
      return outcome;
    },
    compare: () => grid.compare(),
    conflicts: (limit) => {
      const { conflicts } = grid.parts;
      return {
        conflicts: conflicts.list(limit),
        total: conflicts.total,
        forgotten: conflicts.forgotten,
      };
    },
  };
}
