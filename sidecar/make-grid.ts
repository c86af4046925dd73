import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { atomicWrite } from "./base/atomic-write.ts";
import type { Config } from "./base/config.ts";
import { readMembersFile } from "./base/read-members-file.ts";
import { Grid } from "./grid/grid.ts";
import { gridAdmin } from "./grid/grid-admin.ts";
import type { GridStorage } from "./grid/grid-storage.ts";
import type { SessionAdmin } from "./grid/session-engine.ts";
import { strictAdmin } from "./grid/strict-admin.ts";
import { StrictGrid } from "./grid/strict-grid.ts";
import type { ProcessContext } from "./process-context.ts";
import { changeCodec } from "./rpc/change-codec.ts";
import type { KvStore } from "./store/kv-store.ts";

/** What a grid of any mode stands on. */
export interface GridBase {
  readonly store: KvStore;
  readonly storage: GridStorage;
  readonly incarnation: number;
}

/** The grid of the mode that was chosen, and as console and command line see it. */
export interface MadeGrid {
  readonly grid: Grid | StrictGrid;
  readonly admin: SessionAdmin;
  /** Damaged here: whoever else holds these gives them again. */
  readonly refetch: (ids: readonly string[]) => Promise<void>;
}

/** Wires the grid of the configured mode. Throws `config_invalid` when a file of members cannot be meant. */
export function makeGrid({ config, clock, log, metrics }: ProcessContext, base: GridBase): MadeGrid {
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
  if (config.mode !== "grid-strict") {
    const grid = new Grid({ ...options, mode: config.mode, merge: config.merge });
    return { grid, admin: gridAdmin(grid), refetch: (ids) => grid.sessions.refetch(ids) };
  }
  const standing = join(config.dataDir, "standing.json");
  const grid = new StrictGrid({
    ...options,
    mode: config.mode,
    members: membersOf(config),
    standingFile: { read: () => textOf(standing), write: (text) => atomicWrite(standing, text) },
    boot: textOf("/proc/sys/kernel/random/boot_id").trim(),
    startedEmpty: storage.figures().startedEmpty,
    nonce: randomBytes(3).toString("hex"),
  });
  return { grid, admin: strictAdmin(grid), refetch: (ids) => grid.refetch(ids) };
}

function copiesOf(config: Config): number {
  if (config.mode === "grid-strict") return 3;
  return config.mode === "solo" ? 1 : config.mode === "pair" ? 2 : config.copies;
}

/** Read once: grid-strict takes another list after a restart of all members. */
function membersOf(config: Config): string[] {
  const listed =
    config.membersFile === "" ? config.members : readMembersFile(config.membersFile, config.name, "grid");
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
