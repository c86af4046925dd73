import { AppError } from "../base/app-error.ts";

const KEY_BYTES = 16;

/** Keys of sessions as agents send them, and what is said when one cannot be served. */
export const sessionKey = {
  isOne(key: Uint8Array): boolean {
    return key.length === KEY_BYTES;
  },

  /** In hex. Throws `invalid_argument`. */
  idOf(key: Uint8Array): string {
    if (key.length !== KEY_BYTES)
      throw new AppError("invalid_argument", `a session key has ${KEY_BYTES} bytes`);
    return Buffer.from(key.buffer, key.byteOffset, key.length).toString("hex");
  },

  absent(): AppError {
    return new AppError("session_absent", "nobody holds this session; store it whole, with create set");
  },

  /** A change that comes late must not undo what came after it. */
  notYet(): AppError {
    return new AppError("unavailable", "what others changed since cannot be known yet; send it again later");
  },
};
