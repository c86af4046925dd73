import type { Socket } from "node:net";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { grpcLimits } from "./grpc-limits.ts";
import type { GrpcService } from "./grpc-server.ts";
import type { ConnectionHost } from "./peer-server.ts";

/** A graceful shutdown waits this long for the streams to end, then cuts them. */
const SHUTDOWN_MS = 1_000;

/** Without a call for so long a connection is closed. */
const IDLE_MS = 10_000;

/** Serves gRPC methods over connections it is given. */
export class GrpcHost implements ConnectionHost {
  readonly #server = new Server({ ...grpcLimits, "grpc.max_connection_idle_ms": IDLE_MS });
  readonly #injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());

  constructor({ definition, implementation }: GrpcService) {
    this.#server.addService(definition, implementation);
  }

  inject(socket: Socket): void {
    this.#injector.injectConnection(socket);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#server.forceShutdown(), SHUTDOWN_MS);
      this.#server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
