import type { MethodDefinition } from "@grpc/grpc-js";

const asIs = (bytes: Buffer): Buffer => bytes;

/**
 * A bidirectional streaming method whose messages stay bytes: each service decodes them itself, so that a
 * malformed one is its decision and not an exception inside the gRPC library.
 */
export function bidiMethod(path: string): MethodDefinition<Buffer, Buffer> {
  return {
    path,
    requestStream: true,
    responseStream: true,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}
