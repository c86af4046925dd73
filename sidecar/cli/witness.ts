import { resolve } from "node:path";
import { AppError } from "../base/app-error.ts";
import { isLoopback } from "../base/is-loopback.ts";
import { Lifecycle } from "../base/lifecycle.ts";
import { type LockFile, lockFile } from "../base/lock-file.ts";
import { Log } from "../base/log.ts";
import { memberAddress } from "../base/member-address.ts";
import { prepareDataDir } from "../base/prepare-data-dir.ts";
import { systemClock } from "../base/system-clock.ts";
import { ClusterKey } from "../rpc/cluster-key.ts";
import { PeerTls } from "../rpc/peer-tls.ts";
import { WitnessBook } from "../rpc/witness-book.ts";
import { witnessServer } from "../rpc/witness-server.ts";
import { takeFlag } from "./take-flag.ts";

const FLAGS = {
  host: "127.0.0.1",
  port: "7402",
  name: "witness",
  "data-dir": "gyeot-witness",
  "cluster-key-file": "",
  "peer-cert": "",
  "peer-key": "",
  "peer-ca": "",
  forget: "",
} as const;

type Flags = Record<keyof typeof FLAGS, string>;

const STOP_MS = 5_000;

/**
 * `gyeot witness`: the vote-only third of pairs, for a machine beside theirs. It keeps a hundred bytes a pair and no
 * session. `--forget PAIR` drops what it granted to a pair both of whose members have lost everything, and ends.
 */
export async function witness(argv: readonly string[]): Promise<number> {
  const flags = read(argv);
  check(flags);
  const write = (line: string): boolean => process.stderr.write(line);
  const log = new Log({ clock: systemClock, level: "info", part: "witness", write });
  const dataDir = resolve(flags["data-dir"]);
  prepareDataDir(dataDir);
  const lock: LockFile = lockFile(resolve(dataDir, "lock"));
  try {
    const book = new WitnessBook(dataDir);
    if (flags.forget !== "") return forget(book, flags.forget);
    const stopped = untilSignal();
    const tls = tlsOf(flags, log);
    const key = flags["cluster-key-file"] === "" ? null : ClusterKey.read(flags["cluster-key-file"]);
    const { host, name } = flags;
    const server = witnessServer({
      ...{ name, host, port: Number(flags.port), book, tls, key, clock: systemClock },
      log,
    });
    const lifecycle = new Lifecycle({ log, stopDeadlineMs: STOP_MS });
    await lifecycle.start([...(tls === null ? [] : [tls]), server]);
    const at = memberAddress.target({ host, port: server.port });
    process.stdout.write(
      `gyeot witness "${name}" serves ${book.pairs} pairs\nuse it: --witness ${name}=${at}\n`,
    );
    await stopped;
    await lifecycle.stop();
    return 0;
  } finally {
    lock.release();
  }
}

function forget(book: WitnessBook, pair: string): number {
  const known = book.forget(pair);
  process.stdout.write(known ? `"${pair}" is forgotten\n` : `no pair "${pair}" is known here\n`);
  return known ? 0 : 1;
}

function read(argv: readonly string[]): Flags {
  const flags: Flags = { ...FLAGS };
  let rest = argv;
  for (const name of Object.keys(FLAGS) as (keyof Flags)[]) {
    const taken = takeFlag(rest, name);
    rest = taken.rest;
    if (taken.value !== null) flags[name] = taken.value;
  }
  if (rest.length === 0) return flags;
  const known = Object.keys(FLAGS).map((name) => `--${name}`);
  throw wrong(`"${rest[0]}" is not known; gyeot witness takes ${known.join(", ")}`);
}

function check(flags: Flags): void {
  const port = Number(flags.port);
  if (!/^\d{1,5}$/.test(flags.port) || port > 65_535)
    throw wrong(`--port "${flags.port}" must be 0 to 65535`);
  if (!memberAddress.isName(flags.name)) throw wrong(`--name "${flags.name}" is no name of a member`);
  if (flags.forget !== "") return;
  const certificates = [flags["peer-cert"], flags["peer-key"], flags["peer-ca"]].filter(Boolean);
  if (certificates.length !== 0 && certificates.length !== 3)
    throw wrong("--peer-cert, --peer-key and --peer-ca belong together (gyeot certs --help)");
  if (certificates.length === 0 && !isLoopback(flags.host))
    throw wrong(
      `--host ${flags.host} is not loopback: give --peer-cert, --peer-key and --peer-ca (gyeot certs)`,
    );
  if (certificates.length === 0 && flags["cluster-key-file"] === "")
    throw wrong("gyeot witness needs --cluster-key-file (the members' own) or certificates (gyeot certs)");
}

function tlsOf(flags: Flags, log: Log): PeerTls | null {
  if (flags["peer-cert"] === "") return null;
  const files = { cert: flags["peer-cert"], key: flags["peer-key"], ca: flags["peer-ca"] };
  return new PeerTls({ files, node: flags.name, clock: systemClock, log });
}

function untilSignal(): Promise<void> {
  return new Promise((resolvePromise) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolvePromise());
  });
}

function wrong(message: string): AppError {
  return new AppError("invalid_argument", message);
}
