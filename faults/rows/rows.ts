import { allKilled } from "./all-killed.ts";
import { backupKilled } from "./backup-killed.ts";
import { coordinatorKilled } from "./coordinator-killed.ts";
import type { FaultRow } from "./fault-row.ts";
import { fullPartition } from "./full-partition.ts";
import { jvmKilled } from "./jvm-killed.ts";
import { memberStopped } from "./member-stopped.ts";
import { noSidecar } from "./no-sidecar.ts";
import { oneSlowColdStart } from "./one-slow-cold-start.ts";
import { oneWayPartition } from "./one-way-partition.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { stuttering } from "./stuttering.ts";

/** Every row there is, in the order of the catalogue. A row of the catalogue that is missing here is not tested by this suite. */
export const rows: readonly FaultRow[] = [
  coordinatorKilled,
  backupKilled,
  allKilled,
  oneSlowColdStart,
  memberStopped,
  stuttering,
  fullPartition,
  oneWayPartition,
  noSidecar,
  jvmKilled,
  rollingRestart,
];
