import type { Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import { readMembersFile } from "../base/read-members-file.ts";
import { ClusterKey } from "./cluster-key.ts";
import { peerTlsOf } from "./peer-tls-of.ts";

/** Reads every file that proves or names members, so that what is wrong is told before anything is opened. */
export function checkPeerFiles(config: Config, clock: Clock, log: Log): void {
  if (config.mode === "solo") return;
  if (config.clusterKeyFile !== "") ClusterKey.read(config.clusterKeyFile);
  peerTlsOf(config, clock, log);
  const kind = config.mode.startsWith("pair") ? "pair" : "grid";
  if (config.membersFile !== "") readMembersFile(config.membersFile, config.name, kind);
}
