import { Committer } from "./committer.ts";
import type { GridParts } from "./grid-parts.ts";
import type { Peers } from "./peers.ts";
import type { Replicator } from "./replicator.ts";

/** The committer of a grid, with the agents told of every session that dies. */
export function gridCommitter(
  parts: GridParts,
  peers: Peers,
  replicator: Replicator,
  onEnd: (id: string, reason: string) => void,
): Committer {
  const { records, table, near, agents, options, conflicts, counters, history } = parts;
  return new Committer({
    records,
    keeps: (id) => peers.keeps(id),
    table,
    near,
    replicator,
    log: options.changeLog,
    codec: options.codec,
    onFollow: onEnd,
    onConflict: (id, { attributes, twoUsers }) => {
      counters.conflicts.add();
      // The first home speaks for all of them; the others found the same.
      if (peers.homes(id)[0] === options.node) for (const each of attributes) conflicts.add(id, each);
      if (!twoUsers) return;
      // By whoever finds it: the others may hear of the end before they hear of the second user.
      history.add("two_users", id);
      onEnd(id, "two_users");
    },
    onDead: (record, fire, agent) => {
      const holders = near
        .holders(record.id)
        .filter((holder) => holder !== agent && agents.get(holder) !== null);
      const named = fire === "" || fire === "*" ? null : agents.byWas(fire);
      const firing = named?.id ?? (fire === "*" ? holders[0] : undefined);
      const told = new Set(firing === undefined ? holders : [...holders, firing]);
      const key = Buffer.from(record.id, "hex");
      const reason = record.dead?.reason ?? "";
      for (const id of told) agents.get(id)?.push({ kill: { key, fireListeners: id === firing, reason } });
    },
  });
}
