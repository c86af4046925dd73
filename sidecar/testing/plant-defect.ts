import type { Change } from "../grid/change.ts";
import type { Planted } from "./planted.ts";
import type { SimNetwork } from "./sim-network.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimWorld } from "./sim-world.ts";

/**
 * Breaks simulated grids from outside, so that nothing of it is in what ships: their parts are replaced by worse
 * ones whenever a member starts.
 */
export function plantDefect(
  planted: Planted,
  nodes: readonly SimNode[],
  network: SimNetwork,
  world: SimWorld,
): void {
  if (planted === "ack-before-backup") network.answerEarly = true;
  for (const node of nodes) {
    if (planted === "ack-before-durable") node.appendEarly = true;
    node.onStarted = () => breakGrid(planted, node, world);
  }
}

function breakGrid(planted: Planted, node: SimNode, world: SimWorld): void {
  const { sessions, parts } = node.grid;
  if (planted === "no-tombstone") {
    const { table } = parts;
    const apply = table.apply.bind(table);
    table.apply = (id: string, change: Change) => {
      const result = apply(id, change);
      if (change.tombstone) table.remove(id);
      return result;
    };
  }
  if (planted === "wall-clock") {
    const clock = world.clock(node.process);
    parts.hlc.next = () => ({ ms: Math.floor(clock.nowMs()), counter: 0, node: node.name });
  }
  if (planted === "absent-while-syncing") {
    const load = sessions.load.bind(sessions);
    sessions.load = async (agent, key, known) => {
      const answer = await load(agent, key, known);
      return answer.outcome === "UNKNOWN" ? { outcome: "ABSENT" } : answer;
    };
  }
}
