import { Committer } from "./committer.ts";
import type { GridParts } from "./grid-parts.ts";
import type { PeerReplica } from "./peer-replica.ts";

/** The committer of a grid, with the agents told of every session that dies. */
export function gridCommitter(
  parts: GridParts,
  peer: PeerReplica | null,
  onFollow: (id: string, reason: string) => void,
): Committer {
  const { table, near, agents, options } = parts;
  return new Committer({
    table,
    near,
    peer,
    log: options.changeLog,
    codec: options.codec,
    onFollow,
    onDead: (record, fire, agent) => {
      const holders = near.holders(record.id).filter((holder) => holder !== agent);
      const named = fire === "" || fire === "*" ? null : agents.byWas(fire);
      const firing = named?.id ?? (fire === "*" ? holders[0] : undefined);
      const told = new Set(firing === undefined ? holders : [...holders, firing]);
      const key = Buffer.from(record.id, "hex");
      const reason = record.dead?.reason ?? "";
      for (const id of told) agents.get(id)?.push({ kill: { key, fireListeners: id === firing, reason } });
    },
  });
}
