import type { Change } from "./change.ts";
import type { PeerLink } from "./peer-link.ts";

/** What is given to whom, and how long it may take. */
export interface GiveChanges {
  readonly link: PeerLink;
  readonly changes: readonly Change[];
  /** The whole record, for a peer that lacks what a difference builds on. */
  readonly whole: (id: string) => Change | null;
  readonly leftMs: () => number;
}

/** Gives changes to the peer, whole where it asks for that; returns the tombstones it answers with. */
export async function giveChanges({ link, changes, whole, leftMs }: GiveChanges): Promise<readonly Change[]> {
  const ask = (records: readonly Change[]) => link.request({ replicate: { records } }, Math.max(1, leftMs()));
  const { replicated } = await ask(changes);
  for (const key of replicated?.needFull ?? []) {
    const record = whole(Buffer.from(key).toString("hex"));
    if (record !== null) await ask([record]);
  }
  return replicated?.dead ?? [];
}
