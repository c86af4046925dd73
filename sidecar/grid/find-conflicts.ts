import type { Attribute, Change } from "./change.ts";
import type { Cell, SessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** One attribute that two members changed without knowing of each other: one change stays, the other is lost. */
export interface Conflict {
  readonly name: string;
  readonly kept: Version;
  readonly lost: Version;
  /** What was lost; null when it was a removal. */
  readonly value: Uint8Array | null;
  readonly type: string;
}

/** What a change runs into. */
export interface Conflicts {
  readonly attributes: readonly Conflict[];
  /** Two users signed in to the session on two sides. */
  readonly twoUsers: boolean;
}

const NONE: Conflicts = { attributes: [], twoUsers: false };

/**
 * What of `change` and of the record it meets was made without knowledge of the other. A difference says what its
 * maker knew by `base`; a whole record does not: there, what both sides changed since `apartMs` counts. Pure.
 */
export function findConflicts(record: SessionRecord | null, change: Change, apartMs: number): Conflicts {
  if (record === null || record.dead !== null || change.touch || change.tombstone) return NONE;
  const unseen = (ours: Version, theirs: Version | null): boolean => {
    if (theirs === null || ours.node === theirs.node) return false;
    if (change.full) return Math.min(ours.ms, theirs.ms) >= apartMs;
    return versions.compare(ours, change.base) > 0;
  };
  const attributes: Conflict[] = [];
  const look = (theirs: Attribute, value: Uint8Array | null): void => {
    const version = theirs.version ?? change.version;
    const ours = record.cells.get(theirs.name);
    if (ours === undefined || version === null || !unseen(ours.version, version)) return;
    if (versions.equal(ours.version, version)) return;
    // Of a session that came as a whole most values are those that both sides had.
    if (change.whole !== null && value !== null && ours.value !== null && same(value, ours.value)) return;
    attributes.push(conflict(theirs, value, version, ours));
  };
  for (const attribute of change.attributes) look(attribute, attribute.value);
  for (const attribute of change.removed) look(attribute, null);
  if (change.whole !== null) attributes.push(...cleared(record, change, change.whole, unseen));
  return { attributes, twoUsers: twoUsers(record, change, unseen) };
}

/** Attributes that one whole session takes away from the other. */
function cleared(
  record: SessionRecord,
  change: Change,
  whole: Version,
  unseen: (ours: Version, theirs: Version | null) => boolean,
): Conflict[] {
  const conflicts: Conflict[] = [];
  if (versions.compare(whole, record.whole) < 0) {
    const kept = record.whole as Version;
    if (!unseen(kept, whole)) return [];
    for (const { name, value, type } of change.attributes)
      if (!record.cells.has(name)) conflicts.push({ name, kept, lost: whole, value, type });
    return conflicts;
  }
  const names = new Set(change.attributes.map(({ name }) => name));
  for (const [name, { version: lost, value, type }] of record.cells) {
    if (value === null || names.has(name) || versions.compare(lost, whole) >= 0) continue;
    if (unseen(lost, whole)) conflicts.push({ name, kept: whole, lost, value, type });
  }
  return conflicts;
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

function conflict(theirs: Attribute, value: Uint8Array | null, version: Version, ours: Cell): Conflict {
  const { name } = theirs;
  if (versions.compare(version, ours.version) > 0) {
    return { name, kept: version, lost: ours.version, value: ours.value, type: ours.type };
  }
  return { name, kept: ours.version, lost: version, value, type: theirs.type };
}

function twoUsers(
  record: SessionRecord,
  change: Change,
  unseen: (ours: Version, theirs: Version | null) => boolean,
): boolean {
  const [ours, theirs] = [record.meta?.user ?? "", change.meta?.user ?? ""];
  if (ours === "" || theirs === "" || ours === theirs || record.metaVersion === null) return false;
  return unseen(record.metaVersion, change.metaVersion);
}
