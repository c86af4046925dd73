import { chmodSync, existsSync, unlinkSync } from "node:fs";
import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Part } from "../base/lifecycle.ts";
import { grpcLimits } from "./grpc-limits.ts";

/** Where a server listens: a Unix socket, or an address with the flag that set its port. */
export type Listener =
  | { readonly unixPath: string }
  | { readonly host: string; readonly port: number; readonly flag: string };

/** A service with the code behind it. */
export interface GrpcService {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

/** What a server needs. */
export interface GrpcServerOptions {
  readonly name: string;
  readonly services: readonly GrpcService[];
  readonly listeners: readonly Listener[];
}

/** A gRPC server as a part; `ports` are known once it has started, one for each listener (0 for a socket). */
export interface GrpcServerPart extends Part {
  readonly ports: readonly number[];
}

/** A graceful shutdown waits this long for the streams to end, then cuts them. */
const SHUTDOWN_MS = 1_000;

/** A server on loopback addresses and Unix sockets (mode 0660). A port in use is named with its flag. */
export function grpcServer(options: GrpcServerOptions): GrpcServerPart {
  const server = new Server(grpcLimits);
  const ports: number[] = [];
  for (const { definition, implementation } of options.services)
    server.addService(definition, implementation);
  return {
    name: options.name,
    ports,
    start: async () => {
      for (const listener of options.listeners) ports.push(await bind(server, listener));
    },
    stop: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.forceShutdown(), SHUTDOWN_MS);
        server.tryShutdown(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

async function bind(server: Server, listener: Listener): Promise<number> {
  if ("unixPath" in listener) {
    // Left by a process that was killed; the lock of the data directory says that none of ours is alive.
    if (existsSync(listener.unixPath)) unlinkSync(listener.unixPath);
    await bindAddress(server, `unix:${listener.unixPath}`, `the socket ${listener.unixPath}`);
    chmodSync(listener.unixPath, 0o660);
    return 0;
  }
  const host = listener.host.includes(":") ? `[${listener.host}]` : listener.host;
  const address = `${host}:${listener.port}`;
  return bindAddress(server, address, `${address}; stop what uses it or set --${listener.flag}`);
}

function bindAddress(server: Server, address: string, named: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (cause, port) => {
      if (cause === null) resolve(port);
      else reject(new AppError("port_in_use", `cannot listen on ${named} (${cause.message})`, cause));
    });
  });
}
