import type { ServerMethodDefinition } from "@grpc/grpc-js";
import type { Codec } from "./codec.ts";
import { Batch, Control, FollowItem, FollowRequest, TraceReply, TraceRequest } from "./gen/telemetry.ts";

/**
 * TelemetryService as grpc-js wants it. A request that is not a message becomes the word "malformed" instead of an
 * exception, so that the service can say so and count it. (Null would end the stream without a word.)
 */
export const telemetryMethods = {
  report: method("Report", Batch, Control, { requestStream: true, responseStream: true }),
  follow: method("Follow", FollowRequest, FollowItem, { requestStream: false, responseStream: true }),
  fetchTrace: method("FetchTrace", TraceRequest, TraceReply, { requestStream: false, responseStream: false }),
};

/** Both ends of one method. */
interface Method<Request, RequestInput, Response, ResponseInput>
  extends ServerMethodDefinition<Request | "malformed", ResponseInput> {
  readonly requestSerialize: (message: RequestInput) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

function method<Request, RequestInput, Response, ResponseInput>(
  name: string,
  request: Codec<Request, RequestInput>,
  response: Codec<Response, ResponseInput>,
  streams: { readonly requestStream: boolean; readonly responseStream: boolean },
): Method<Request, RequestInput, Response, ResponseInput> {
  return {
    path: `/gyeot.telemetry.v1.TelemetryService/${name}`,
    ...streams,
    requestSerialize: request.encode,
    requestDeserialize: (bytes) => {
      try {
        return request.decode(bytes);
      } catch {
        // The service answers INVALID_ARGUMENT and counts it.
        return "malformed";
      }
    },
    responseSerialize: response.encode,
    responseDeserialize: response.decode,
  };
}
