import type { LogLevel } from "./log.ts";
import type { MemberAddress } from "./member-address.ts";

/** Every setting, validated. Parts get values from here, never from the environment. */
export interface Config {
  readonly name: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly runDir: string;
  readonly stopDeadlineMs: number;
  readonly logLevel: LogLevel;
  readonly mode: "solo" | "pair" | "pair+witness" | "grid" | "grid-strict";
  readonly copies: 2 | 3;
  readonly merge: "attribute" | "session";
  readonly durability: "process" | "disk";
  readonly peer: MemberAddress | null;
  /** As given, the own entry among them or not; empty when they come from elsewhere. */
  readonly members: readonly MemberAddress[];
  /** Absolute, or empty. */
  readonly membersFile: string;
  /** Port 0: SRV records, which carry their ports. */
  readonly membersDns: { readonly host: string; readonly port: number } | null;
  /** Of a pair with a witness; null otherwise. */
  readonly witness: MemberAddress | null;
  /** Name of the pair at its witness; empty otherwise, or where it is made of the members' names. */
  readonly cluster: string;
  readonly peerHost: string;
  readonly peerPort: number;
  /** Absolute; all three or none. */
  readonly peerCert: string;
  readonly peerKey: string;
  readonly peerCa: string;
  /** Absolute; empty in solo mode, and where certificates are enough. */
  readonly clusterKeyFile: string;
  readonly engine: "grid" | "valkey";
  /** Of the engine valkey; names are not used. */
  readonly valkeyNodes: readonly MemberAddress[];
  readonly valkeyCopies: number;
  /** Absolute, or empty. */
  readonly valkeyLoginFile: string;
  /** Absolute; empty: no TLS. */
  readonly valkeyCa: string;
  /** Empty: agents of other machines are not let in. */
  readonly agentsHost: string;
  readonly agentsPort: number;
  readonly agentsInsecureNetwork: "no" | "yes";
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
