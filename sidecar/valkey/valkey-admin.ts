import { memberAddress } from "../base/member-address.ts";
import type { SessionAdmin } from "../grid/session-engine.ts";
import { sessionKey } from "../grid/session-key.ts";
import type { ListQuery, SessionLine, SessionPage, SessionView } from "../grid/session-list.ts";
import type { ClusterNode } from "./cluster-map.ts";
import { keySlot } from "./key-slot.ts";
import { type FoundSession, sessionScan } from "./session-scan.ts";
import { sessionWire } from "./session-wire.ts";
import type { ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyEngine } from "./valkey-engine.ts";
import { valkeyStatus } from "./valkey-status.ts";

/** A list looks at no more sessions than this, for no longer: the servers have requests to answer. */
const LOOKED_AT_MAX = 20_000;
const LOOK_MS = 1_500;

/** Lines of one answer. */
const LINES_MAX = 1_000;

/** Sort keys; a greater one comes first. `idle` and `age`: the longest first. */
const SORTS: Readonly<Record<string, (line: SessionLine) => number>> = {
  last_access: (line) => line.lastAccessMs,
  created: (line) => line.createdMs,
  idle: (line) => -line.lastAccessMs,
  age: (line) => -line.createdMs,
  size: (line) => line.bytes,
};

/**
 * The engine as console and command line see it. A list is made by looking at the sessions one by one, up to a limit: of
 * a store with millions it shows some, and `total` is then the number counted last.
 */
export function valkeyAdmin(engine: ValkeyEngine): SessionAdmin {
  return {
    status: (context) => valkeyStatus(engine, context),
    list: (query) => list(engine, query),
    inspect: (key) => inspect(engine, key),
    kill: async (key, reason, by) => {
      const id = sessionKey.idOf(key);
      const ended = await engine.sessions.end(id, reason || "killed", null, true);
      if (ended.outcome !== "ENDED") return ended.outcome === "ABSENT" ? "absent" : "already_dead";
      engine.parts.history.add("killed", id, { detail: `${by}: ${reason}` });
      await engine.kills.tell({ id, reason: reason || "killed", was: ended.meta.was });
      return "killed";
    },
  };
}

async function list(engine: ValkeyEngine, query: ListQuery): Promise<SessionPage> {
  const search = query.search.trim().toLowerCase();
  if (/^[0-9a-f]{32}$/.test(search)) {
    // One that is named is found, however many there are.
    const { summary } = await inspect(engine, Buffer.from(search, "hex"));
    const shown = summary !== null && (!summary.dead || query.includeDead) ? [summary] : [];
    return { sessions: shown, total: shown.length, unheard: [] };
  }
  const { found, complete, unheard } = await look(engine);
  const lines = found
    .filter((each) => (each.reason === "" || query.includeDead) && matches(each, search))
    .map((each) => line(engine, each));
  const sort = SORTS[query.sort] ?? (SORTS["last_access"] as (line: SessionLine) => number);
  const id = (each: SessionLine): string => Buffer.from(each.key).toString("hex");
  lines.sort((left, right) => sort(right) - sort(left) || (id(left) < id(right) ? -1 : 1));
  const limit = Math.min(LINES_MAX, query.limit || 100);
  const counted = engine.walk.count.live + (query.includeDead ? engine.walk.count.dead : 0);
  const total = complete || search !== "" ? lines.length : Math.max(lines.length, counted);
  return { sessions: lines.slice(query.offset, query.offset + limit), total, unheard };
}

interface Looked {
  readonly found: readonly FoundSession[];
  /** Whether these are all there are. */
  readonly complete: boolean;
  /** Servers that did not answer. */
  readonly unheard: readonly string[];
}

/** All servers at once, each up to its share. */
async function look(engine: ValkeyEngine): Promise<Looked> {
  const { cluster, options } = engine.parts;
  const masters = cluster.view.masters();
  const share = LOOKED_AT_MAX / Math.max(1, masters.length);
  const endMs = options.clock.monotonicMs() + LOOK_MS;
  let complete = true;
  const one = async (master: ClusterNode): Promise<FoundSession[]> => {
    const found = new Map<string, FoundSession>();
    let cursor = "0";
    do {
      const step = await sessionScan(cluster, master, cursor);
      for (const each of step.found) found.set(each.id, each);
      cursor = step.cursor;
    } while (cursor !== "0" && found.size < share && options.clock.monotonicMs() < endMs);
    if (cursor !== "0") complete = false;
    return [...found.values()];
  };
  const told = await Promise.allSettled(masters.map(one));
  const unheard = masters.flatMap((at, index) => {
    return told[index]?.status === "rejected" ? [memberAddress.target(at)] : [];
  });
  const found = told.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  return { found, complete: complete && unheard.length === 0, unheard };
}

function matches({ id, meta }: FoundSession, search: string): boolean {
  if (search === "" || id.startsWith(search)) return true;
  return [meta.user, meta.address, meta.app, meta.was].some((text) => text.toLowerCase().includes(search));
}

function line(engine: ValkeyEngine, session: FoundSession): SessionLine {
  const { id, meta, maxInactiveS, lastAccessMs, attributes, bytes, writes, reason } = session;
  const { app, user, address, was, createdMs } = meta;
  return {
    key: Buffer.from(id, "hex"),
    app,
    user,
    address,
    was,
    createdMs,
    lastAccessMs,
    maxInactiveS,
    attributes,
    bytes,
    copies: copiesOf(engine, id),
    dead: reason !== "",
    reason,
    writes,
  };
}

/** Its master and the replicas of it that the cluster calls alive. */
function copiesOf(engine: ValkeyEngine, id: string): number {
  const { view } = engine.parts.cluster;
  const owner = view.owner(keySlot(id));
  if (owner === undefined) return 0;
  if (!view.clustered) return 1 + (engine.facts[0]?.replicas ?? 0);
  return 1 + view.nodes.filter(({ masterId, state }) => masterId === owner.id && state === "alive").length;
}

async function inspect(engine: ValkeyEngine, key: Uint8Array): Promise<SessionView> {
  const id = sessionKey.idOf(key);
  const history = engine.parts.history.about(id);
  const reply = (await engine.parts.cluster.read(id, ["inspect"])) as readonly ValkeyReply[];
  const [v, d, , , last, maxInactiveS, writes, bytes, attributeCount, localOnly] = reply.map(
    sessionWire.text,
  );
  if (v === "" && d === "") return { found: false, summary: null, attributes: [], history };
  const summary = line(engine, {
    id,
    meta: sessionWire.keptMeta(reply[2]),
    lastAccessMs: Number(last),
    maxInactiveS: Number(maxInactiveS),
    attributes: Number(attributeCount),
    bytes: Number(bytes),
    writes: Number(writes),
    reason: d ?? "",
    moving: "",
  });
  const listed = sessionWire.attributes(reply[12]).map(({ name, type, inPlace, value, version }) => ({
    name,
    type,
    bytes: Number(Buffer.from(value).toString()),
    changedMs: version?.ms ?? 0,
    inPlace,
    localOnly: false,
  }));
  const container = sessionWire.container(reply[3]).map(({ name, type, inPlace, value }) => {
    return { name: `(${name})`, type, bytes: value.length, changedMs: 0, inPlace, localOnly: false };
  });
  const saved = new Set(listed.map(({ name }) => name));
  const local = Object.entries(JSON.parse(localOnly || "{}") as Record<string, string>)
    .filter(([name]) => !saved.has(name))
    .map(([name, type]) => ({ name, type, bytes: 0, changedMs: 0, inPlace: false, localOnly: true }));
  return { found: true, summary, attributes: [...listed, ...container, ...local], history };
}
