import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { AppError } from "../base/app-error.ts";

/** Files of keys and certificates: a key is readable by its owner only from its first moment on. */
export const certsFiles = {
  read: (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch (cause) {
      throw new AppError("not_found", `${path} cannot be read: ${AppError.from(cause).message}`, cause);
    }
  },

  /** Writes all or none; throws `already_exists` with `exists(path)` when one is there, unless `force`. */
  write: (
    directory: string,
    files: readonly { readonly path: string; readonly text: string; readonly secret: boolean }[],
    how: { readonly force: boolean; readonly exists: (path: string) => string },
  ): void => {
    const there = files.find(({ path }) => existsSync(path));
    if (there !== undefined && !how.force) throw new AppError("already_exists", how.exists(there.path));
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const { path, text, secret } of files) {
      // A file that is replaced would keep the permissions it has.
      if (existsSync(path)) unlinkSync(path);
      writeFileSync(path, text, { mode: secret ? 0o600 : 0o644, flag: "wx" });
    }
  },
};
