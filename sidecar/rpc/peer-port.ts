import type { Grid } from "../grid/grid.ts";
import type { StrictGrid } from "../grid/strict-grid.ts";
import type { PeerGrid } from "./peer-grid.ts";

/** The grid as the connector wants it. */
export function peerPort(grid: Grid | StrictGrid): PeerGrid {
  const { peers, parts } = grid;
  return {
    awake: () => grid.awake(),
    configured: (members) => peers.configured(members),
    linked: (link) => peers.linked(link),
    closed: (link) => peers.closed(link),
    unreachable: (address, begunMs) => peers.unreachable(address, begunMs),
    renamed: (link) => peers.renamed(link),
    onPeer: (link, message) => grid.onPeer(link, message),
    identities: () => peers.identities(),
    refused: (subject, detail) => parts.history.add("peer_refused", subject, { detail }),
  };
}
