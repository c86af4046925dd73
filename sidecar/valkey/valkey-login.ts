import { readFileSync, statSync } from "node:fs";
import { AppError } from "../base/app-error.ts";

/** How a sidecar proves itself to the servers, and how it checks them. */
export interface ValkeyLogin {
  /** Empty: the default user. */
  readonly user: string;
  /** Empty: no password. */
  readonly password: string;
  /** PEM of the CA; empty: no TLS. */
  readonly ca: string;
}

/** Reads login and CA from their files. Throws `config_invalid` saying what to do. */
export function valkeyLogin(loginFile: string, caFile: string): ValkeyLogin {
  const login = loginFile === "" ? "" : read(loginFile, "--valkey-login-file").split(/\r?\n/)[0]?.trim();
  if (loginFile !== "") {
    if (!login) throw new AppError("config_invalid", `--valkey-login-file ${loginFile} is empty`);
    if ((statSync(loginFile).mode & 0o077) !== 0)
      throw new AppError("config_invalid", `${loginFile} can be read by others; run: chmod 600 ${loginFile}`);
  }
  const [user, password] = split(login ?? "");
  return { user, password, ca: caFile === "" ? "" : read(caFile, "--valkey-ca") };
}

/** A password may hold colons, a user cannot. */
function split(login: string): [string, string] {
  const colon = login.indexOf(":");
  return colon < 0 ? ["", login] : [login.slice(0, colon), login.slice(colon + 1)];
}

function read(path: string, flag: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError(
      "config_invalid",
      `${flag} ${path} cannot be read: ${(cause as Error).message}`,
      cause,
    );
  }
}
