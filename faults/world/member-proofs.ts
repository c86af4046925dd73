import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shell } from "./shell.ts";

/** Where a member listens for the others. */
export interface MemberPlace {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Flags by which each member proves itself: certificates as an operator makes them, or on one loopback a shared key. */
export async function memberProofs(
  places: readonly MemberPlace[],
  program: string,
  folder: string,
): Promise<string[][]> {
  const key = join(folder, "cluster.key");
  writeFileSync(key, `${"a5".repeat(32)}\n`, { mode: 0o600 });
  // The watches prove themselves by the key in any case.
  const shared = ["--cluster-key-file", key];
  if (places.every(({ host }) => host === "127.0.0.1")) return places.map(() => shared);
  const out = join(folder, "certs");
  const certs = (...args: readonly string[]): Promise<string> =>
    shell(process.execPath, [program, "certs", ...args, "--out", out]);
  await certs("ca");
  const proofs: string[][] = [];
  for (const { name, host } of places) {
    await certs("member", "--ca", out, "--name", name, "--ip", host);
    const file = join(out, name);
    proofs.push([
      ...shared,
      "--peer-cert",
      `${file}.crt`,
      "--peer-key",
      `${file}.key`,
      "--peer-ca",
      join(out, "ca.crt"),
    ]);
  }
  return proofs;
}
