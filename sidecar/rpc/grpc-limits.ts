/** Limits of every gRPC server of the grid process. */
export const grpcLimits = {
  // Only for what vanished without a word. A ping waits behind a large frame on a busy machine: leases and
  // heartbeats judge silence, and sooner.
  "grpc.keepalive_time_ms": 10_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.keepalive_permit_without_calls": 1,
  // Agents ping as they like; frames are small and counted elsewhere.
  "grpc.http2.min_ping_interval_without_data_ms": 100,
  // A frame is 256 KiB; what is larger travels in pieces.
  "grpc.max_receive_message_length": 1024 * 1024,
  "grpc.max_send_message_length": 1024 * 1024,
  "grpc.max_concurrent_streams": 64,
  // Per connection: what a peer may make the HTTP/2 layer hold.
  "grpc-node.max_session_memory": 64,
} as const;
