import type { Attribute, SessionMeta } from "./change.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** Answer to a load. Structurally the LoadResult of session.proto; `outcome` by its name there. */
export interface LoadAnswer {
  readonly outcome: "FOUND" | "ABSENT" | "DEAD" | "UNKNOWN" | "NOT_MODIFIED";
  readonly meta?: SessionMeta;
  readonly version?: Version;
  readonly attributes?: readonly Attribute[];
  readonly delta?: boolean;
  readonly removed?: readonly string[];
}

/**
 * What an agent is given that holds `known`: nothing new, the difference, or all. `known` counts only when this
 * start of this member gave it out, because differences go by our own stamps.
 */
export function loadResult(record: SessionRecord | null, known: Version | null): LoadAnswer {
  if (record === null) return { outcome: "ABSENT" };
  if (record.dead !== null) return { outcome: "DEAD" };
  const meta = toMeta(record);
  const version = record.stamp;
  const ours =
    known !== null && known.node === version.node && versions.compare(known, record.clearedStamp) >= 0;
  if (ours && versions.equal(known, version)) return { outcome: "NOT_MODIFIED", meta, version };
  const attributes: Attribute[] = [];
  const removed: string[] = [];
  for (const [name, cell] of record.cells) {
    if (ours && versions.compare(cell.stamp, known) <= 0) continue;
    if (cell.value !== null) attributes.push(sessionRecord.toAttribute(name, cell));
    else if (ours) removed.push(name);
  }
  return { outcome: "FOUND", meta, version, attributes, delta: ours, removed };
}

function toMeta(record: SessionRecord): SessionMeta {
  const { lastAccessMs, container } = record;
  const none = { app: "", createdMs: 0, maxInactiveS: 0, user: "", address: "", was: "" };
  return { ...(record.meta ?? none), lastAccessMs, container };
}
