/**
 * Stable codes of everything that may go wrong on purpose. Callers branch on the code, never on the text;
 * each edge (gRPC, HTTP, command line) maps it once. Agents see them in `Failure.code`.
 */
export type ErrorCode =
  /** A frame, flag or body that cannot be meant: the sender must change it. */
  | "invalid_argument"
  /** Several settings are wrong; the message lists each on a line of its own. */
  | "config_invalid"
  | "unauthenticated"
  | "not_found"
  | "already_exists"
  /** The session is dead: invalidated, expired or moved. */
  | "session_dead"
  /** A change for a session that nobody here holds: send it whole, with `create`. */
  | "session_absent"
  /** The stored record cannot be read; the whole record is being fetched from another member. */
  | "session_damaged"
  | "session_too_large"
  | "message_too_large"
  /** A limit of this process is reached; the message names it. */
  | "too_many"
  | "queue_full"
  | "deadline_exceeded"
  /** This part does not serve yet or no more. */
  | "unavailable"
  | "peer_unreachable"
  | "peer_refused"
  | "cluster_key_invalid"
  | "certificate_invalid"
  | "port_in_use"
  | "data_dir_unusable"
  | "data_dir_in_use"
  | "data_format_newer"
  | "disk_full"
  | "store_failed"
  | "protocol_mismatch"
  | "internal";

/** An expected failure. The message says what to do about it; `cause` keeps what happened underneath. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
  }

  /** The AppError in `thrown`, or one with code `internal` around it. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new AppError("internal", message, thrown);
  }
}
