import type { GridParts } from "./grid-parts.ts";
import type { Peers } from "./peers.ts";
import type { ListSource } from "./session-list.ts";

/** Lists of the grid: each member tells of what it is the first home of. */
export function listSource(parts: GridParts, peers: Peers): ListSource {
  const holds = (id: string, home: string): boolean => {
    const peer = peers.get(home);
    return peer === undefined || (peer.bothInStep && !peer.debt.has(id));
  };
  return {
    parts,
    copies: (id) => peers.homes(id).filter((home) => holds(id, home)).length,
    first: (id) => peers.homes(id)[0] === parts.options.node,
    others: () =>
      peers.members.everyoneHome ? null : peers.all().filter(({ node }) => peers.members.names.has(node)),
  };
}
