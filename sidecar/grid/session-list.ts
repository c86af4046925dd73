import type { Attribute } from "./change.ts";
import type { GridEvent } from "./event-history.ts";
import type { Grid } from "./grid.ts";
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

/** Sort keys; a greater one comes first. `idle` and `age`: the longest first. */
const SORTS: Readonly<Record<string, (index: SessionIndex) => number>> = {
  last_access: (index) => index.lastAccessMs,
  created: (index) => index.createdMs,
  idle: (index) => -index.lastAccessMs,
  age: (index) => -index.createdMs,
  size: (index) => index.bytes,
};

/** Sessions as the console shows them; read from the index in memory. */
export const sessionList = {
  list(grid: Grid, query: ListQuery): { sessions: SessionLine[]; total: number } {
    const search = query.search.trim().toLowerCase();
    const sort = SORTS[query.sort] ?? (SORTS["last_access"] as (index: SessionIndex) => number);
    const found: SessionIndex[] = [];
    for (const index of grid.parts.table.indexes()) {
      if (index.dead !== null && !query.includeDead) continue;
      if (search === "" || matches(index, search)) found.push(index);
    }
    found.sort((left, right) => sort(right) - sort(left) || (left.id < right.id ? -1 : 1));
    const limit = Math.min(LINES_MAX, query.limit || 100);
    const page = found.slice(query.offset, query.offset + limit);
    return { sessions: page.map((index) => line(grid, index)), total: found.length };
  },

  inspect(grid: Grid, key: Uint8Array): SessionView {
    const id = Buffer.from(key).toString("hex");
    const index = grid.parts.table.index(id);
    const record = grid.parts.table.get(id);
    const history = grid.parts.history.about(id);
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
    return { found: true, summary: line(grid, index), attributes, history };
  },
};

function matches(index: SessionIndex, search: string): boolean {
  if (index.id.startsWith(search)) return true;
  for (const text of [index.user, index.address, index.app, index.was]) {
    if (text.toLowerCase().includes(search)) return true;
  }
  return false;
}

function line(grid: Grid, index: SessionIndex): SessionLine {
  const { app, user, address, was, createdMs, maxInactiveS, attributes, bytes, writes } = index;
  const holds = (home: string): boolean => {
    const peer = grid.peers.get(home);
    return peer === undefined || (peer.bothInStep && !peer.debt.has(index.id));
  };
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
    copies: grid.peers.homes(index.id).filter(holds).length,
    dead: index.dead !== null,
    reason: index.dead?.reason ?? "",
    writes,
  };
}
