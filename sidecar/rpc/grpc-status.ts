import { status } from "@grpc/grpc-js";
import type { AppError, ErrorCode } from "../base/app-error.ts";

/** Each code as a gRPC status; the only place where they meet. */
const STATUS: Readonly<Record<ErrorCode, status>> = {
  invalid_argument: status.INVALID_ARGUMENT,
  config_invalid: status.FAILED_PRECONDITION,
  unauthenticated: status.UNAUTHENTICATED,
  not_found: status.NOT_FOUND,
  already_exists: status.ALREADY_EXISTS,
  session_dead: status.FAILED_PRECONDITION,
  session_absent: status.NOT_FOUND,
  session_damaged: status.UNAVAILABLE,
  session_too_large: status.INVALID_ARGUMENT,
  message_too_large: status.INVALID_ARGUMENT,
  too_many: status.RESOURCE_EXHAUSTED,
  queue_full: status.RESOURCE_EXHAUSTED,
  deadline_exceeded: status.DEADLINE_EXCEEDED,
  unavailable: status.UNAVAILABLE,
  peer_unreachable: status.UNAVAILABLE,
  peer_refused: status.PERMISSION_DENIED,
  cluster_key_invalid: status.PERMISSION_DENIED,
  certificate_invalid: status.PERMISSION_DENIED,
  port_in_use: status.UNAVAILABLE,
  data_dir_unusable: status.UNAVAILABLE,
  data_dir_in_use: status.UNAVAILABLE,
  data_format_newer: status.FAILED_PRECONDITION,
  disk_full: status.RESOURCE_EXHAUSTED,
  store_failed: status.UNAVAILABLE,
  protocol_mismatch: status.FAILED_PRECONDITION,
  internal: status.INTERNAL,
};

/** The error as grpc-js wants it emitted on a call. */
export function grpcStatus(error: AppError): { code: status; details: string } {
  return { code: STATUS[error.code], details: `${error.code}: ${error.message}` };
}
