import type { Comparison } from "../../sidecar/rpc/gen/admin.ts";

/** What one member says of the others. */
export interface Compared {
  readonly name: string;
  /** Null while it does not answer. */
  readonly comparison: Comparison | null;
}

/**
 * Which two members do not hold the same of what both are homes of, or null when all do. Their own words are not enough: both
 * ends must have come to the same fingerprint of the same number of sessions.
 */
export function notInStep(all: readonly Compared[]): string | null {
  const lines = new Map<string, string>();
  for (const { name, comparison } of all) {
    if (comparison === null) return `${name} does not compare`;
    if (comparison.members.length < all.length - 1)
      return `${name} knows ${comparison.members.length} others`;
    for (const { node, compared, differing, parts, sessions, digest } of comparison.members) {
      if (!compared) return `${name} cannot compare with ${node}`;
      if (differing > 0)
        return `${name} and ${node} differ in ${differing} of ${parts} parts of ${sessions} sessions`;
      const mine = `${sessions} ${Buffer.from(digest).toString("hex")}`;
      const theirs = lines.get(`${node} ${name}`);
      if (theirs !== undefined && theirs !== mine)
        return `${name} has ${mine} in common with ${node}, which has ${theirs}`;
      lines.set(`${name} ${node}`, mine);
    }
  }
  return null;
}
