/**
 * A server of @grpc/grpc-js with one bidirectional method of raw bytes that echoes: what the agent's client is
 * tested against. `node grpc-js-echo.mjs SOCKET` listens on that Unix socket and on a loopback port, prints
 * `ready PORT`, and ends when its standard input does. Words it obeys: complete, refuse, abort, slow.
 */
import process from "node:process";
import grpc from "@grpc/grpc-js";

const raw = (bytes) => bytes;
const method = {
  path: "/gyeot.test.Echo/Chat",
  requestStream: true,
  responseStream: true,
  requestSerialize: raw,
  requestDeserialize: raw,
  responseSerialize: raw,
  responseDeserialize: raw,
};

function chat(call) {
  const words = {
    complete: () => call.end(),
    refuse: () => call.emit("error", { code: grpc.status.UNAUTHENTICATED, details: "토큰이 틀렸다" }),
    abort: () => process.exit(0),
    slow: () => {
      call.pause();
      setTimeout(() => call.resume(), 700);
    },
    token: () => call.write(Buffer.from(String(call.metadata.get("gyeot-token")[0]))),
  };
  call.on("data", (message) => {
    const word = message.length < 20 ? words[message.toString()] : undefined;
    if (word) {
      word();
    } else {
      call.write(message);
    }
  });
  call.on("end", () => call.end());
  call.on("error", () => {});
}

const server = new grpc.Server({
  "grpc.max_receive_message_length": 64 << 20,
  "grpc.max_send_message_length": 64 << 20,
});
server.addService({ Chat: method }, { Chat: chat });

function bind(address) {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

await bind(`unix:${process.argv[2]}`);
const port = await bind("127.0.0.1:0");
process.stdout.write(`ready ${port}\n`);
process.stdin.on("end", () => process.exit(0)).resume();
