import { Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { GridStatus, type GridStatusInput, StatusRequest } from "../rpc/gen/admin.ts";

/** A grid process as far as a watch asks it: the other members, and where their watches are. */
export async function gridStub(socket: string, others: () => readonly [string, string][]): Promise<Server> {
  const server = new Server();
  const method = {
    path: "/gyeot.admin.v1.AdminService/Status",
    requestStream: false,
    responseStream: false,
    requestDeserialize: StatusRequest.decode,
    responseSerialize: GridStatus.encode,
  };
  server.addService({ status: method } as unknown as ServiceDefinition, {
    status: (_call: unknown, answer: (cause: null, status: GridStatusInput) => void) => {
      const members = others().map(([node, address]) => {
        const watch = { host: "127.0.0.1", port: Number(address.split(":")[1]) };
        return { node, address: "127.0.0.1:1", state: "alive", watch };
      });
      answer(null, { node: "self", mode: "pair", state: "clustered", members });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (cause) =>
      cause ? reject(cause) : resolve(),
    );
  });
  return server;
}
