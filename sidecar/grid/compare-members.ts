import type { PeerLink } from "./peer-link.ts";
import type { Compared, PeerSync } from "./peer-sync.ts";

/** What this member and another hold in common. Structurally the ComparedMember of admin.proto. */
export interface MemberComparison extends Compared {
  readonly node: string;
}

/** The other members. */
interface Linked {
  readonly all: () => readonly { readonly node: string; readonly link: PeerLink | null }[];
}

const NOT_COMPARED: Compared = {
  ...{ sessions: 0, digest: new Uint8Array(0), compared: false, differing: 0, parts: 0 },
};

/** Asks every other member whether it holds the same of what both are homes of; one that does not answer is not compared. */
export function compareMembers(peers: Linked, sync: PeerSync): Promise<MemberComparison[]> {
  return Promise.all(
    peers.all().map(async ({ node, link }) => {
      if (link === null) return { node, ...NOT_COMPARED };
      try {
        return { node, ...(await sync.compare(link)) };
      } catch {
        // Its silence is told by its state.
        return { node, ...NOT_COMPARED };
      }
    }),
  );
}
