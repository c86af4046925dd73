import { allKilled } from "./all-killed.ts";
import { backupKilled } from "./backup-killed.ts";
import { bigSessions } from "./big-sessions.ts";
import { bridgeSplit } from "./bridge-split.ts";
import { clockJumps } from "./clock-jumps.ts";
import { connectionsReset } from "./connections-reset.ts";
import { coordinatorKilled } from "./coordinator-killed.ts";
import { damagedLine } from "./damaged-line.ts";
import { damagedStore } from "./damaged-store.ts";
import { delayedLine } from "./delayed-line.ts";
import { diskFull } from "./disk-full.ts";
import type { FaultRow } from "./fault-row.ts";
import { floodAndKill } from "./flood-and-kill.ts";
import { fullPartition } from "./full-partition.ts";
import { garbageAtTheDoors } from "./garbage-at-the-doors.ts";
import { halfOpen } from "./half-open.ts";
import { idleConnections } from "./idle-connections.ts";
import { jvmKilled } from "./jvm-killed.ts";
import { killedBeforeAnswering } from "./killed-before-answering.ts";
import { killedBeforeSending } from "./killed-before-sending.ts";
import { logoutInPartition } from "./logout-in-partition.ts";
import { lossyNetwork } from "./lossy-network.ts";
import { memberStopped } from "./member-stopped.ts";
import { membersComeAndGo } from "./members-come-and-go.ts";
import { minorityCutOff } from "./minority-cut-off.ts";
import { noFault } from "./no-fault.ts";
import { noSidecar } from "./no-sidecar.ts";
import { oneSlowColdStart } from "./one-slow-cold-start.ts";
import { oneWayPartition } from "./one-way-partition.ts";
import { pageFlippedBelow } from "./page-flipped-below.ts";
import { pastTheHorizon } from "./past-the-horizon.ts";
import { rejoinCheaply } from "./rejoin-cheaply.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { silentPeer } from "./silent-peer.ts";
import { slowDisk } from "./slow-disk.ts";
import { slowSync } from "./slow-sync.ts";
import { smallHeap } from "./small-heap.ts";
import { spanFlood } from "./span-flood.ts";
import { stuckReader } from "./stuck-reader.ts";
import { stuttering } from "./stuttering.ts";
import { syncFails } from "./sync-fails.ts";
import { threeWaySplit } from "./three-way-split.ts";
import { twoPrincipals } from "./two-principals.ts";

/** Every row there is, in the order of the catalogue. A row of the catalogue that is missing here is not tested by this suite. */
export const rows: readonly FaultRow[] = [
  noFault,
  coordinatorKilled,
  backupKilled,
  killedBeforeSending,
  killedBeforeAnswering,
  allKilled,
  oneSlowColdStart,
  slowSync,
  memberStopped,
  stuttering,
  fullPartition,
  oneWayPartition,
  minorityCutOff,
  threeWaySplit,
  bridgeSplit,
  logoutInPartition,
  twoPrincipals,
  pastTheHorizon,
  rejoinCheaply,
  membersComeAndGo,
  lossyNetwork,
  connectionsReset,
  delayedLine,
  damagedLine,
  halfOpen,
  silentPeer,
  clockJumps,
  diskFull,
  syncFails,
  slowDisk,
  damagedStore,
  pageFlippedBelow,
  stuckReader,
  bigSessions,
  noSidecar,
  jvmKilled,
  rollingRestart,
  garbageAtTheDoors,
  idleConnections,
  spanFlood,
  floodAndKill,
  smallHeap,
];
