import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import type { FaultOptions } from "./read-options.ts";
import type { FaultRow } from "./rows/fault-row.ts";
import { shell } from "./world/shell.ts";

/** For the hosts themselves. */
const FOR_HOSTS: Readonly<Record<string, string>> = {
  ip: "iproute2",
  iptables: "iptables",
  sysctl: "procps",
};

const INSTALL_MS = 600_000;

/** Installs the Debian packages these rows need and are missing; throws with what to do where it cannot. */
export async function needPackages(
  rows: readonly FaultRow[],
  options: Pick<FaultOptions, "loopback">,
  say: (line: string) => void,
): Promise<void> {
  if (!options.loopback && process.getuid?.() !== 0) {
    throw new Error("hosts of their own need root: run it as root, or with --loopback for the other rows");
  }
  const wanted = Object.assign(
    {},
    options.loopback ? {} : FOR_HOSTS,
    ...rows.map(({ needs }) => needs ?? {}),
  );
  const missing = Object.entries(wanted as Record<string, string>)
    .filter(([command]) => !isOnPath(command))
    .map(([, name]) => name);
  if (missing.length === 0) return;
  say(`installing ${missing.join(", ")} …`);
  try {
    await shell("apt-get", ["update", "-qq"], INSTALL_MS);
    await shell("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], INSTALL_MS);
  } catch (cause) {
    throw new Error(`install ${missing.join(", ")} by your system's package manager`, { cause });
  }
}

function isOnPath(command: string): boolean {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      // Not here.
      return false;
    }
  });
}
