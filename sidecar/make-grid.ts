import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { atomicWrite } from "./base/atomic-write.ts";
import type { Config } from "./base/config.ts";
import type { Part } from "./base/lifecycle.ts";
import { readMembersFile } from "./base/read-members-file.ts";
import { Grid } from "./grid/grid.ts";
import { gridAdmin } from "./grid/grid-admin.ts";
import type { GridStorage } from "./grid/grid-storage.ts";
import type { SessionAdmin } from "./grid/session-engine.ts";
import { strictAdmin } from "./grid/strict-admin.ts";
import { StrictGrid } from "./grid/strict-grid.ts";
import type { StandingFile } from "./grid/strict-standing.ts";
import type { ProcessContext } from "./process-context.ts";
import { changeCodec } from "./rpc/change-codec.ts";
import type { ClusterKey } from "./rpc/cluster-key.ts";
import type { PeerTls } from "./rpc/peer-tls.ts";
import { WitnessLink } from "./rpc/witness-link.ts";
import type { KvStore } from "./store/kv-store.ts";

/** What a grid of any mode stands on. */
export interface GridBase {
  readonly store: KvStore;
  readonly storage: GridStorage;
  readonly incarnation: number;
  readonly key: ClusterKey | null;
  readonly tls: PeerTls | null;
}

/** The grid of the mode that was chosen, and as console and command line see it. */
export interface MadeGrid {
  readonly grid: Grid | StrictGrid;
  readonly admin: SessionAdmin;
  /** Damaged here: whoever else holds these gives them again. */
  /** To be started with the peers. */
  readonly parts: readonly Part[];
  readonly refetch: (ids: readonly string[]) => Promise<void>;
}

/** Of a pair at its witness. */
const NAME_MAX = 63;

/** Wires the grid of the configured mode. Throws `config_invalid` when a file of members cannot be meant. */
export function makeGrid(context: ProcessContext, base: GridBase): MadeGrid {
  const { config, clock, log, metrics } = context;
  const { store, storage, incarnation } = base;
  const options = {
    ...{ node: config.name, incarnation, store, changeLog: storage, codec: changeCodec, clock, metrics },
    copies: copiesOf(config),
    durability: config.durability,
    merge: config.merge,
    sessionBytesMax: config.sessionBytesMax,
    agentsMax: config.agentsMax,
    log: log.child("grid"),
  };
  if (config.mode !== "grid-strict" && config.mode !== "pair+witness") {
    const grid = new Grid({ ...options, mode: config.mode, merge: config.merge });
    return { grid, admin: gridAdmin(grid), parts: [], refetch: (ids) => grid.sessions.refetch(ids) };
  }
  const members = membersOf(config);
  const link = witnessLink(context, base, members);
  const grid = new StrictGrid({
    ...options,
    mode: config.mode,
    members,
    standingFile: fileAt(join(config.dataDir, "standing.json")),
    boot: textOf("/proc/sys/kernel/random/boot_id").trim(),
    startedEmpty: storage.figures().startedEmpty,
    witness: link && {
      claim: (want, epoch) => link.claim(want, epoch),
      seatFile: fileAt(join(config.dataDir, "seat.json")),
    },
    nonce: randomBytes(3).toString("hex"),
  });
  return {
    grid,
    admin: strictAdmin(grid),
    parts: link === null ? [] : [link],
    refetch: (ids) => grid.refetch(ids),
  };
}

/** Null where there is no witness. */
function witnessLink(
  { config, clock, log }: ProcessContext,
  { key, tls }: GridBase,
  members: readonly string[],
): WitnessLink | null {
  if (config.witness === null) return null;
  const cluster = config.cluster || [...members].sort().join(".").slice(0, NAME_MAX);
  return new WitnessLink({
    ...{ address: config.witness, node: config.name, cluster, key, tls, clock },
    random: Math.random,
    log: log.child("witness"),
  });
}

function fileAt(path: string): StandingFile {
  return { read: () => textOf(path), write: (text) => atomicWrite(path, text) };
}

function copiesOf(config: Config): number {
  if (config.mode === "grid-strict") return 3;
  if (config.mode === "pair+witness") return 2;
  return config.mode === "solo" ? 1 : config.mode === "pair" ? 2 : config.copies;
}

/** Read once: grid-strict takes another list after a restart of all members. */
function membersOf(config: Config): string[] {
  const kind = config.mode === "pair+witness" ? "pair" : "grid";
  const listed =
    config.membersFile === "" ? config.members : readMembersFile(config.membersFile, config.name, kind);
  return [...new Set([config.name, ...listed.map(({ name }) => name)])];
}

/** Empty when there is no such file. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The first start, or not a Linux: both are taken for "nothing is known".
    return "";
  }
}
