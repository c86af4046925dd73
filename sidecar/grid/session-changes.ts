import { AppError } from "../base/app-error.ts";
import type { Attribute, Change, SessionMeta } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import { ownChange } from "./own-change.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";

/** A save as an agent asks for it. Structurally the Store of session.proto. */
export interface StoreRequest {
  readonly key: Uint8Array;
  readonly base: Version | null;
  readonly meta: SessionMeta | null;
  readonly attributes: readonly Attribute[];
  readonly removed: readonly string[];
  readonly create: boolean;
  readonly localOnly: readonly Attribute[];
  readonly operation: number;
  readonly containerChanged: boolean;
  /** When it is sent again: how long ago the change was made. */
  readonly ageMs: number;
}

/** Who changes a session, and in what order the change stands. */
export interface Ordering {
  readonly version: Version;
  /** Incarnation of the agent; empty for the grid itself. */
  readonly agent: string;
  readonly operation: number;
}

/** Attributes of one session: more than this is a leak in the application, and every save would cost more. */
const ATTRIBUTES_MAX = 10_000;

const NAME_MAX = 4_096;

/** Counters of versions that were dated back: no change made at that time has one of them. */
const LATE_COUNTER = 0x8000_0000;

/** Operations of agents as changes of records. Pure. */
export const sessionChanges = {
  /** Throws `invalid_argument` or `session_too_large`. */
  store(request: StoreRequest, before: SessionRecord | null, order: Ordering, bytesMax: number): Change {
    checkSize(request, before, bytesMax);
    const { version, agent, operation } = order;
    const own = (attribute: Attribute): Attribute => ({ ...ownChange.attribute(attribute), version });
    const meta = request.meta && {
      ...ownChange.meta(request.meta),
      container: request.meta.container.map(own),
    };
    return {
      ...emptyChange(ownChange.bytes(request.key)),
      version,
      meta,
      metaVersion: meta === null ? null : version,
      containerVersion: meta !== null && (request.containerChanged || request.create) ? version : null,
      attributes: request.attributes.map(own),
      removed: request.removed.map((name) => removal(name, version)),
      localOnly: request.localOnly.map(own),
      base: before?.version ?? null,
      baseDigest: before === null ? NONE : Buffer.from(before.digest, "hex"),
      agent,
      operation,
      writes: (before?.writes ?? 0) + 1,
    };
  },

  /** Attributes a change sets or removes. */
  parts(change: Change): number {
    return change.attributes.length + change.removed.length;
  },

  /**
   * A save that comes late, without what others changed since it was made `atMs`: it must not undo that. Nor what
   * others changed elsewhere and this member has not heard of, so what is left of it is dated back.
   */
  late(change: Change, before: SessionRecord | null, atMs: number): Change {
    if (before === null || change.version === null) return change;
    const older = ({ name }: Attribute): boolean => (before.cells.get(name)?.version.ms ?? 0) <= atMs;
    const keepMeta = (before.metaVersion?.ms ?? 0) <= atMs;
    const keepContainer = keepMeta && (before.containerVersion?.ms ?? 0) <= atMs;
    const version = dated(change.version, atMs);
    const own = (attribute: Attribute): Attribute => ({ ...attribute, version });
    return {
      ...change,
      attributes: change.attributes.filter(older).map(own),
      removed: change.removed.filter(older).map(own),
      metaVersion: keepMeta && change.metaVersion !== null ? version : null,
      containerVersion: keepContainer && change.containerVersion !== null ? version : null,
    };
  },

  /**
   * With merge=session: the same change as one of the whole session. Of two that did not know of each other the later
   * session stays, alone. `atMs`: when a save that comes late was made.
   */
  whole(change: Change, before: SessionRecord | null, atMs: number | null): Change {
    if (change.version === null) return change;
    const version = atMs === null ? change.version : dated(change.version, atMs);
    const own = (attribute: Attribute): Attribute => ({ ...attribute, version });
    const named = new Set([...change.attributes, ...change.removed].map(({ name }) => name));
    const rest = [...(before?.cells ?? [])].flatMap(([name, cell]) =>
      cell.value === null || named.has(name) ? [] : own(sessionRecord.toAttribute(name, cell)),
    );
    const known = before?.meta ? { ...before.meta, lastAccessMs: before.lastAccessMs, container: [] } : null;
    const meta = change.meta ?? known;
    const container = change.containerVersion !== null ? change.meta?.container : before?.container;
    return {
      ...change,
      version,
      whole: version,
      attributes: [...change.attributes.map(own), ...rest],
      removed: [],
      meta: meta && { ...meta, container: (container ?? []).map(own) },
      metaVersion: meta === null ? null : version,
      containerVersion: meta === null ? null : version,
      baseDigest: NONE,
    };
  },

  tombstone(id: string, reason: string, order: Ordering, extra: Partial<Change> = {}): Change {
    const { version, agent, operation } = order;
    return {
      ...emptyChange(Buffer.from(id, "hex")),
      version,
      tombstone: true,
      reason: reason.slice(0, 64),
      agent,
      operation,
      ...extra,
    };
  },

  touch(key: Uint8Array, lastAccessMs: number): Change {
    const meta = {
      app: "",
      createdMs: 0,
      lastAccessMs,
      maxInactiveS: 0,
      user: "",
      address: "",
      was: "",
      container: [],
    };
    return { ...emptyChange(ownChange.bytes(key)), touch: true, meta };
  },

  /** The whole of a record under another key. */
  renamed(record: SessionRecord, key: Uint8Array, order: Ordering): Change {
    const { version, agent, operation } = order;
    const whole = sessionRecord.toChange(record);
    return { ...whole, key: ownChange.bytes(key), version, agent, operation };
  },
};

const NONE = new Uint8Array(0);

/** That version as it would have been then; no change made then has it. */
function dated(version: Version, atMs: number): Version {
  const counter = LATE_COUNTER + (version.counter % LATE_COUNTER);
  return { ...version, ms: Math.floor(atMs), counter };
}

function removal(name: string, version: Version): Attribute {
  return { name, value: NONE, type: "", version, inPlace: false };
}

function checkSize(request: StoreRequest, before: SessionRecord | null, bytesMax: number): void {
  let bytes = before === null ? 0 : sessionRecord.bytes(before);
  for (const { name, value } of [...request.attributes, ...(request.meta?.container ?? [])]) {
    if (name.length > NAME_MAX)
      throw new AppError("invalid_argument", `an attribute name is over ${NAME_MAX}`);
    bytes += name.length + value.length - (before?.cells.get(name)?.value?.length ?? 0);
  }
  if (bytes > bytesMax) {
    const text = `the session would be ${bytes} bytes; ${bytesMax} are allowed (--session-bytes-max)`;
    throw new AppError("session_too_large", text);
  }
  const count = (before?.cells.size ?? 0) + request.attributes.length;
  if (count > ATTRIBUTES_MAX) {
    throw new AppError("session_too_large", `the session would have more than ${ATTRIBUTES_MAX} attributes`);
  }
}
