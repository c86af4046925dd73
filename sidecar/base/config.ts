import type { LogLevel } from "./log.ts";

/** Every setting, validated. Parts get values from here, never from the environment. */
export interface Config {
  readonly name: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly runDir: string;
  readonly stopDeadlineMs: number;
  readonly logLevel: LogLevel;
  readonly mode: "solo" | "pair";
  readonly durability: "process" | "disk";
  readonly peer: { readonly host: string; readonly port: number } | null;
  readonly peerHost: string;
  readonly peerPort: number;
  /** Absolute; empty in solo mode. */
  readonly clusterKeyFile: string;
  readonly sessionPort: number;
  readonly sessionBytesMax: number;
  readonly agentsMax: number;
  readonly httpHost: string;
  readonly httpPort: number;
  readonly telemetryPort: number;
  readonly watchPort: number;
  readonly userCookie: string;
  readonly trustedProxies: readonly string[];
  readonly retentionDays: number;
  readonly timeZone: string;
  readonly lang: "ko" | "en";
  /** Empty: no model. */
  readonly ollama: string;
  readonly model: string;
}
