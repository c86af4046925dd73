import { setImmediate } from "node:timers/promises";
import type { Attribute } from "./change.ts";
import type { GridEvent } from "./event-history.ts";
import type { GridParts } from "./grid-parts.ts";
import type { PeerLink } from "./peer-link.ts";
import { sessionRecord } from "./session-record.ts";
import type { SessionIndex } from "./session-table.ts";

/** What the operator looks for. Structurally the ListSessionsRequest of admin.proto. */
export interface ListQuery {
  readonly search: string;
  readonly sort: string;
  readonly offset: number;
  readonly limit: number;
  readonly includeDead: boolean;
}

/** One session in a list. Structurally the SessionSummary of admin.proto. */
export interface SessionLine {
  readonly key: Uint8Array;
  readonly app: string;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  readonly maxInactiveS: number;
  readonly attributes: number;
  readonly bytes: number;
  readonly copies: number;
  readonly dead: boolean;
  readonly reason: string;
  readonly writes: number;
}

/** A part of a list. Structurally the SessionList of admin.proto. */
export interface SessionPage {
  readonly sessions: readonly SessionLine[];
  /** Of all that match. */
  readonly total: number;
  /** Members that did not answer: what only they could tell of is missing. */
  readonly unheard: readonly string[];
}

/** Another member that sessions are placed on; `link` null while there is none. */
export interface ListedMember {
  readonly node: string;
  readonly link: PeerLink | null;
}

/** Where the sessions are. */
export interface ListSource {
  readonly parts: Pick<GridParts, "table" | "records" | "history">;
  /** Members that hold the session now. */
  readonly copies: (id: string) => number;
  /** True for a session that this member tells of on behalf of all that hold it. */
  readonly first?: (id: string) => boolean;
  /** Who is to be asked; absent or null when this member holds everything. */
  readonly others?: () => readonly ListedMember[] | null;
}

/** One session with the names and sizes of its attributes, never their values. */
export interface SessionView {
  readonly found: boolean;
  readonly summary: SessionLine | null;
  readonly attributes: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly changedMs: number;
    readonly inPlace: boolean;
    readonly localOnly: boolean;
  }[];
  readonly history: readonly GridEvent[];
}

/** Lines of one answer. */
const LINES_MAX = 1_000;

/** Lines a member gives for the list of a grid: that is how far one can turn its pages. */
const DEPTH_MAX = 10_000;

/** How long other members may take; the page waits for 2 s. */
const ASK_MS = 800;

/** Sessions looked at in one turn of the loop: sessions of users must not wait for a list. */
const AT_ONCE = 2_000;

type Sorted = Pick<SessionLine, "lastAccessMs" | "createdMs" | "bytes">;

/** Sort keys; a greater one comes first. `idle` and `age`: the longest first. */
const SORTS: Readonly<Record<string, (line: Sorted) => number>> = {
  last_access: (line) => line.lastAccessMs,
  created: (line) => line.createdMs,
  idle: (line) => -line.lastAccessMs,
  age: (line) => -line.createdMs,
  size: (line) => line.bytes,
};

/** Sessions as the console shows them; read from the index in memory. */
export const sessionList = {
  /** Of the whole grid: each member is asked for what it is the first home of. Deeper than 10,000 it ends. */
  async list(source: ListSource, query: ListQuery): Promise<SessionPage> {
    const limit = Math.min(LINES_MAX, query.limit || 100);
    const others = source.others?.() ?? null;
    if (others === null) {
      const { found, total } = await search(source, query, query.offset + limit, () => true);
      const page = found.slice(query.offset);
      return { sessions: page.map((index) => line(source, index)), total, unheard: [] };
    }
    const upTo = { ...query, offset: 0, limit: Math.min(DEPTH_MAX, query.offset + limit) };
    const pages = await Promise.all([
      sessionList.mine(source, upTo),
      ...others.map((member) => ask(member, upTo)),
    ]);
    const sort = sortOf(query);
    const lines = new Map<string, SessionLine>();
    // While members change, two may take themselves for the first home.
    for (const { sessions } of pages) for (const each of sessions) lines.set(keyOf(each), each);
    const sorted = [...lines.entries()].sort(
      ([leftKey, left], [rightKey, right]) => sort(right) - sort(left) || (leftKey < rightKey ? -1 : 1),
    );
    return {
      sessions: sorted.slice(query.offset, query.offset + limit).map(([, each]) => each),
      total: pages.reduce((sum, page) => sum + page.total, 0),
      unheard: pages.flatMap(({ unheard }) => unheard),
    };
  },

  /** What this member is the first home of. */
  async mine(source: ListSource, query: ListQuery): Promise<SessionPage> {
    const limit = Math.min(DEPTH_MAX, query.limit);
    const { found, total } = await search(source, query, limit, ({ id }) => source.first?.(id) === true);
    return { sessions: found.map((index) => line(source, index)), total, unheard: [] };
  },

  inspect(source: ListSource, key: Uint8Array): SessionView {
    const id = Buffer.from(key).toString("hex");
    const { records, history: events } = source.parts;
    const index = records.index(id);
    const record = records.get(id);
    const history = events.about(id);
    if (index === undefined || record === null)
      return { found: false, summary: null, attributes: [], history };
    const attributes: SessionView["attributes"][number][] = [];
    const add = (attribute: Attribute): void => {
      const { name, type, inPlace, value, version } = attribute;
      attributes.push({
        name,
        type,
        bytes: value.length,
        changedMs: version?.ms ?? 0,
        inPlace,
        localOnly: false,
      });
    };
    for (const [name, cell] of record.cells) {
      if (cell.value !== null) add(sessionRecord.toAttribute(name, cell));
    }
    for (const attribute of record.container) add({ ...attribute, name: `(${attribute.name})` });
    for (const [name, type] of record.localOnly) {
      // An attribute that could be saved since then is no longer local.
      if (record.cells.get(name)?.value) continue;
      attributes.push({ name, type, bytes: 0, changedMs: 0, inPlace: false, localOnly: true });
    }
    return { found: true, summary: line(source, index), attributes, history };
  },
};

/** The first `limit` that match, in order, and how many match. */
async function search(
  source: ListSource,
  query: ListQuery,
  limit: number,
  counts: (index: SessionIndex) => boolean,
): Promise<{ readonly found: readonly SessionIndex[]; readonly total: number }> {
  const text = query.search.trim().toLowerCase();
  const sort = sortOf(query);
  const byOrder = (left: SessionIndex, right: SessionIndex): number =>
    sort(right) - sort(left) || (left.id < right.id ? -1 : 1);
  let found: SessionIndex[] = [];
  let total = 0;
  let looked = 0;
  for (const index of source.parts.table.indexes()) {
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (index.dead !== null && !query.includeDead) continue;
    if ((text !== "" && !matches(index, text)) || !counts(index)) continue;
    total += 1;
    found.push(index);
    if (found.length >= 2 * limit + AT_ONCE) found = found.sort(byOrder).slice(0, limit);
  }
  return { found: found.sort(byOrder).slice(0, limit), total };
}

async function ask({ node, link }: ListedMember, query: ListQuery): Promise<SessionPage> {
  const missing = { sessions: [], total: 0, unheard: [node] };
  if (link === null || link.identity.features?.includes("list") !== true) return missing;
  try {
    const { listed } = await link.request({ list: query }, ASK_MS);
    return listed ?? missing;
  } catch {
    // The caller says whose answer is missing.
    return missing;
  }
}

function sortOf(query: ListQuery): (line: Sorted) => number {
  return SORTS[query.sort] ?? (SORTS["last_access"] as (line: Sorted) => number);
}

function keyOf({ key }: SessionLine): string {
  return Buffer.from(key).toString("hex");
}

function matches(index: SessionIndex, search: string): boolean {
  if (index.id.startsWith(search)) return true;
  for (const text of [index.user, index.address, index.app, index.was]) {
    if (text.toLowerCase().includes(search)) return true;
  }
  return false;
}

function line(source: ListSource, index: SessionIndex): SessionLine {
  const { app, user, address, was, createdMs, maxInactiveS, attributes, bytes, writes } = index;
  return {
    key: Buffer.from(index.id, "hex"),
    app,
    user,
    address,
    was,
    createdMs,
    lastAccessMs: Math.round(index.lastAccessMs),
    maxInactiveS,
    attributes,
    bytes,
    copies: source.copies(index.id),
    dead: index.dead !== null,
    reason: index.dead?.reason ?? "",
    writes,
  };
}
