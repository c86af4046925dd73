import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { SessionIndex } from "./session-table.ts";

/** What is kept in memory of a session whose record is this. */
export function indexOf(record: SessionRecord): SessionIndex {
  let attributes = 0;
  for (const cell of record.cells.values()) if (cell.value !== null) attributes += 1;
  const { dead, meta } = record;
  return {
    id: record.id,
    app: meta?.app ?? "",
    user: meta?.user ?? "",
    address: meta?.address ?? "",
    was: meta?.was ?? "",
    createdMs: meta?.createdMs ?? 0,
    maxInactiveS: meta?.maxInactiveS ?? 0,
    version: record.version,
    digest: record.digest,
    dead: dead && { reason: dead.reason, movedTo: dead.movedTo, atMs: dead.version.ms },
    attributes,
    bytes: sessionRecord.bytes(record),
    writes: record.writes,
    lastAccessMs: record.lastAccessMs,
  };
}
