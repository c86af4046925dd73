import type { Grid } from "../grid/grid.ts";
import type { PeerGrid } from "./peer-grid.ts";

/** A grid of one peer, as the connector wants it. */
export function pairGrid(grid: Grid): PeerGrid {
  return {
    awake: () => grid.awake(),
    configured: () => {},
    linked: (link) => grid.linked(link),
    closed: (link) => grid.peer?.closed(link),
    unreachable: (_address, begunMs) => grid.peer?.unreachable(begunMs),
    heard: (link) => grid.peer?.heard(link),
    renamed: (link) => grid.peer?.renamed(link, link.identity),
    onPeer: (link, message) => grid.onPeer(link, message),
    identities: () => (grid.peer?.identity ? [grid.peer.identity] : []),
    refused: (subject, detail) => grid.parts.history.add("peer_refused", subject, { detail }),
  };
}
