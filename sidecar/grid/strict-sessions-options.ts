import type { GridParts } from "./grid-parts.ts";
import type { SessionRecord } from "./session-record.ts";
import type { StrictPeers } from "./strict-peers.ts";
import type { StrictQuorum } from "./strict-quorum.ts";
import type { StrictVersions } from "./strict-versions.ts";

/** What StrictSessions need. */
export interface StrictSessionsOptions {
  readonly parts: GridParts;
  readonly peers: StrictPeers;
  readonly quorum: StrictQuorum;
  readonly versions: StrictVersions;
  readonly configuration: () => string;
  /** What is acknowledged now is held by one member of a pair alone. */
  readonly alone: () => boolean;
  /** A session was used here: what is kept of it for the next request is kept longer. */
  readonly used: (id: string) => void;
  /** A session has ended by a change made here, and this member holds no copy of it. */
  readonly onDead: (record: SessionRecord, fire: string) => void;
}
