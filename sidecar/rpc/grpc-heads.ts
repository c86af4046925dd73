import type { AppError } from "../base/app-error.ts";
import { grpcStatus } from "./grpc-status.ts";
import { http2Wire } from "./http2-wire.ts";

const ANSWER = [
  [":status", "200"],
  ["content-type", "application/grpc+proto"],
] as const;

/** How a gRPC call begins and ends on the wire. */
export const grpcHeads = {
  /** `more`: metadata. */
  request: (
    stream: number,
    path: string,
    authority: string,
    more: readonly (readonly [string, string])[],
  ): Buffer =>
    http2Wire.headersOf(stream, 0, [
      [":method", "POST"],
      [":scheme", "http"],
      [":path", path],
      [":authority", authority],
      ["content-type", "application/grpc"],
      ["te", "trailers"],
      ...more,
    ]),

  answer: (stream: number): Buffer => http2Wire.headersOf(stream, 0, ANSWER),

  /** The end from the server's side; null is success. `answered`: the head of the answer has left. */
  last: (stream: number, error: AppError | null, answered: boolean): Buffer => {
    const { code, details } = error === null ? { code: 0, details: "" } : grpcStatus(error);
    const message = details === "" ? [] : [["grpc-message", encoded(details)] as const];
    const fields = [...(answered ? [] : ANSWER), ["grpc-status", String(code)] as const, ...message];
    // The reset tells a client that has not ended its half not to go on.
    const reset = http2Wire.number(http2Wire.reset, stream, http2Wire.noError);
    return Buffer.concat([http2Wire.headersOf(stream, http2Wire.endStream, fields), reset]);
  },
};

/** As gRPC wants it: printable ASCII as it is, the rest percent-encoded. */
function encoded(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}
