import { PairKeeper } from "./pair-keeper.ts";
import { PairSeat } from "./pair-seat.ts";
import type { PeerLink } from "./peer-link.ts";
import type { StrictOptions } from "./strict-options.ts";
import type { StrictPeers } from "./strict-peers.ts";
import type { StrictStanding } from "./strict-standing.ts";

/** What a PairKeeper is made from. */
export interface PairKeeperParts {
  readonly options: StrictOptions;
  readonly peers: StrictPeers;
  readonly standing: StrictStanding;
  readonly list: (link: PeerLink, answers: number) => Promise<boolean>;
  readonly onSeat: () => void;
}

/** The keeper of a pair with a witness; null in grid-strict. */
export function pairKeeperOf(parts: PairKeeperParts): PairKeeper | null {
  const { options, peers, standing, list, onSeat } = parts;
  const { node, witness, clock, log } = options;
  const [peer] = peers.all();
  if (witness === null || peer === undefined) return null;
  return new PairKeeper({
    ...{ self: node, clock, log, standing, peer, onSeat },
    seat: new PairSeat(witness.seatFile),
    agrees: () => peers.agrees(peer.node),
    list: (link) => list(link, peer.said?.view ?? 0),
    claim: witness.claim,
  });
}
