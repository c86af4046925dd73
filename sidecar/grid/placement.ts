/** 32-bit fingerprint of a name; FNV-1a with a final mix (murmur3's), so that near names are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Rendezvous placement (Thaler and Ravishankar, 1998): each member has a score for each key, and the members with
 * the highest scores hold it. A member that comes or goes moves only what it holds. Pure.
 */
export const placement = {
  /** Members with their fingerprints, made once a view. */
  members(names: Iterable<string>): PlacedMember[] {
    return Array.from(new Set(names), (name) => ({ name, hash: hashOf(name) }));
  },

  /** All members in the order in which they are to hold the key (hex, at least 8 digits). */
  order(id: string, members: readonly PlacedMember[]): string[] {
    const key = Number.parseInt(id.slice(0, 8), 16);
    const scored = members.map(({ name, hash }) => ({ name, score: mix(key ^ hash) }));
    scored.sort((left, right) => right.score - left.score || (left.name < right.name ? -1 : 1));
    return scored.map(({ name }) => name);
  },

  /** The first `copies` of `order`, without sorting the rest. */
  homes(id: string, members: readonly PlacedMember[], copies: number): string[] {
    const key = Number.parseInt(id.slice(0, 8), 16);
    const best: { name: string; score: number }[] = [];
    for (const { name, hash } of members) {
      const score = mix(key ^ hash);
      let at = best.length;
      while (at > 0 && beats(score, name, best[at - 1] as { name: string; score: number })) at -= 1;
      if (at >= copies) continue;
      best.splice(at, 0, { name, score });
      best.length = Math.min(best.length, copies);
    }
    return best.map(({ name }) => name);
  },

  /** One number for a set of members: two that place by the same set say the same. */
  fingerprint(names: Iterable<string>): number {
    return hashOf([...new Set(names)].sort().join("\0"));
  },
};

/** A member as placement sees it. */
export interface PlacedMember {
  readonly name: string;
  readonly hash: number;
}

function beats(score: number, name: string, other: { name: string; score: number }): boolean {
  return score !== other.score ? score > other.score : name < other.name;
}
