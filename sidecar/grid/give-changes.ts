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
  /** The receiver took them into memory and could not write them to its disk. */
  readonly refused: boolean;
}

/** Gives changes to the peer, whole where it asks for that. */
export async function giveChanges(give: GiveChanges): Promise<Given> {
  const { link, changes, targets, track } = give;
  const ask = (records: readonly Change[]) => link.send({ replicate: { records, targets, track } });
  const { replicated } = await ask(changes);
  let refused = replicated?.refused === true;
  for (const key of replicated?.needFull ?? []) {
    const record = give.whole(Buffer.from(key).toString("hex"));
    const whole = record === null ? null : await ask([record]);
    if (whole?.replicated?.refused === true) refused = true;
  }
  return { dead: replicated?.dead ?? [], relayed: replicated?.relayed ?? [], refused };
}
