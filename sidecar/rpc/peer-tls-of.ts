import type { Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import { PeerTls } from "./peer-tls.ts";

/** Certificates as configured, null without. Throws `certificate_invalid`, saying what to do. */
export function peerTlsOf(
  config: Pick<Config, "name" | "mode" | "peerCert" | "peerKey" | "peerCa">,
  clock: Clock,
  log: Log,
): PeerTls | null {
  if (config.mode === "solo" || config.peerCert === "") return null;
  const files = { cert: config.peerCert, key: config.peerKey, ca: config.peerCa };
  return new PeerTls({ files, node: config.name, clock, log });
}
