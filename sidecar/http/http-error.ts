import { AppError, type ErrorCode } from "../base/app-error.ts";
import type { ApiError } from "./api-types.ts";

const STATUS: Partial<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  not_found: 404,
  session_absent: 404,
  too_many: 429,
  queue_full: 429,
  deadline_exceeded: 504,
  unavailable: 503,
  peer_unreachable: 503,
  disk_full: 507,
  store_failed: 503,
};

/** Body-parser's words for what a client sent wrong; the rest of them is our own failure. */
const BODY: Readonly<
  Record<string, { readonly status: number; readonly code: string; readonly message: string }>
> = {
  "entity.too.large": { status: 413, code: "body_too_large", message: "The body is larger than 16 KB." },
  "entity.parse.failed": { status: 400, code: "body_not_json", message: "The body is not JSON." },
  "encoding.unsupported": { status: 415, code: "body_compressed", message: "Send the body uncompressed." },
  "charset.unsupported": { status: 415, code: "body_charset", message: "Send the body in UTF-8." },
  "request.aborted": { status: 400, code: "body_cut", message: "The body ended early." },
  "request.size.invalid": {
    status: 400,
    code: "body_cut",
    message: "The body has another length than announced.",
  },
};

/** What a client is told of a failure: status and body. Never a stack, a path or what was underneath. */
export function httpError(thrown: unknown): { readonly status: number; readonly body: ApiError } {
  if (thrown instanceof AppError) {
    const status = STATUS[thrown.code];
    return status === undefined
      ? { status: 500, body: INTERNAL }
      : { status, body: { code: thrown.code, message: thrown.message } };
  }
  const type = (thrown as { readonly type?: unknown } | null)?.type;
  const known = typeof type === "string" ? BODY[type] : undefined;
  if (known !== undefined) {
    return { status: known.status, body: { code: known.code, message: known.message } };
  }
  // A path that cannot be decoded.
  return thrown instanceof URIError
    ? { status: 400, body: { code: "invalid_argument", message: "The address is not well formed." } }
    : { status: 500, body: INTERNAL };
}

const INTERNAL: ApiError = { code: "internal", message: "This failed; the log of the sidecar says why." };
