import type { Change } from "./change.ts";
import type { PeerLink } from "./peer-link.ts";

/** What is given to whom. */
export interface GiveChanges {
  readonly link: PeerLink;
  readonly changes: readonly Change[];
  /** Members that are given the same. */
  readonly targets: readonly string[];
  /** The giver keeps a copy without being a home. */
  readonly track: boolean;
  /** The whole record, for a peer that lacks what a difference builds on. */
  readonly whole: (id: string) => Change | null;
}

/** What came of it: tombstones the receiver has for them, and further members it gave them to. */
export interface Given {
  readonly dead: readonly Change[];
  readonly relayed: readonly string[];
}

/** Gives changes to the peer, whole where it asks for that. */
export async function giveChanges(give: GiveChanges): Promise<Given> {
  const { link, changes, targets, track, whole } = give;
  const ask = (records: readonly Change[]) => link.send({ replicate: { records, targets, track } });
  const { replicated } = await ask(changes);
  for (const key of replicated?.needFull ?? []) {
    const record = whole(Buffer.from(key).toString("hex"));
    if (record !== null) await ask([record]);
  }
  return { dead: replicated?.dead ?? [], relayed: replicated?.relayed ?? [] };
}
