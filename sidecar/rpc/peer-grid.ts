import type { PeerIdentity, PeerLink, PeerMessage } from "../grid/peer-link.ts";

/** A member as the connector knows it before and between links. */
export interface ConfiguredMember {
  /** Empty while nobody has said it. */
  readonly node: string;
  /** host:port, as it is dialled. */
  readonly address: string;
}

/** What the connector tells the grid, and asks of it. Declared here by the one who needs it. */
export interface PeerGrid {
  /** Called before anything that came from outside is looked at. */
  readonly awake: () => void;
  /** The other members as they are configured now; the list may change. */
  readonly configured: (members: readonly ConfiguredMember[]) => void;
  /** A proven link: the only one to that node from now on. */
  readonly linked: (link: PeerLink) => void;
  readonly closed: (link: PeerLink) => void;
  /** A dial begun at `begunMs` found nobody. */
  readonly unreachable: (address: string, begunMs: number) => void;
  /** An endpoint in the link's identity has changed. */
  readonly renamed: (link: PeerLink) => void;
  readonly onPeer: (link: PeerLink, message: PeerMessage) => Promise<PeerMessage | null>;
  /** Last known identity of each other member. */
  readonly identities: () => readonly PeerIdentity[];
  /** Someone who could not prove to be a member, for the history. */
  readonly refused: (subject: string, detail: string) => void;
}
