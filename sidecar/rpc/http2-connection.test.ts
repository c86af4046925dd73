/** Our HTTP/2 beside Node's own, whichever end; and beside bytes that are none. */
import assert from "node:assert/strict";
import { connect as connectHttp2, createServer as createHttp2 } from "node:http2";
import { connect, createServer, type Server, type Socket } from "node:net";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { AppError } from "../base/app-error.ts";
import type { GrpcCall } from "./grpc-call.ts";
import { GrpcMessages } from "./grpc-messages.ts";
import { HpackDecoder } from "./hpack-decoder.ts";
import { Http2Connection } from "./http2-connection.ts";
import { http2Wire } from "./http2-wire.ts";

const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

describe("Http2Connection", () => {
  it("answers Node's client: messages of any size, echoed in order, then a status", async () => {
    const { port } = await serve((call) => {
      call.listen({
        receive: (message) => {
          if (message.toString() === "end") call.close(new AppError("unavailable", "genug: 끝"));
          else call.write(Buffer.from(message));
        },
        ended: () => {},
      });
    });
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    closing.push(() => session.destroy());
    const path = "/gyeot.session.v1.SessionService/Attach";
    const stream = session.request({ ":method": "POST", ":path": path, "gyeot-token": "x".repeat(300) });
    const messages = new GrpcMessages();
    const seen: Buffer[] = [];
    const sent = [10, 0, 1, 16_380, 900_000, 16_384, 700_000, 5].map((size) =>
      Buffer.alloc(size, size % 251),
    );
    stream.write(GrpcMessages.frames(sent));
    stream.on("data", (bytes: Buffer) => {
      for (const message of messages.add(bytes)) seen.push(Buffer.from(message));
      if (seen.length === sent.length) stream.write(GrpcMessages.frames([Buffer.from("end")]));
    });
    const trailers = await new Promise<Record<string, unknown>>((resolve) => stream.on("trailers", resolve));
    assert.deepEqual(seen, sent);
    assert.equal(trailers["grpc-status"], "14");
    assert.equal(decodeURIComponent(String(trailers["grpc-message"])), "unavailable: genug: 끝");
  });

  it("takes several calls of one connection, whose headers refer to those before", async () => {
    const seen: string[] = [];
    const { port } = await serve((call) => {
      seen.push(`${call.headers.get(":path")} ${call.headers.get("gyeot-token")}`);
      call.close(null);
    });
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    closing.push(() => session.destroy());
    for (const token of ["one", "one", "two", "Zwei{}<>|"]) {
      const stream = session.request({ ":method": "POST", ":path": "/a/b", "gyeot-token": token });
      await new Promise((resolve) => stream.on("close", resolve).resume());
    }
    assert.deepEqual(seen, ["/a/b one", "/a/b one", "/a/b two", "/a/b Zwei{}<>|"]);
  });

  it("calls Node's server, and holds back what that one does not take", async () => {
    const server = createHttp2({ settings: { initialWindowSize: 100_000 } });
    closing.push(() => server.close());
    const got: Buffer[] = [];
    let refused = false;
    server.on("stream", (stream) => {
      stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
      const messages = new GrpcMessages();
      stream.on("data", (bytes: Buffer) => {
        for (const message of messages.add(bytes)) got.push(Buffer.from(message));
        if (got.length === 4 && !refused) {
          refused = true;
          stream.end(GrpcMessages.frames([Buffer.from("last")]));
        }
      });
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": 7, "grpc-message": "no" }));
      stream.on("error", () => {});
    });
    const port = await listening(server);
    const connection = new Http2Connection(client(connect(port, "127.0.0.1")));
    const call = connection.call("/x", "peer");
    const answers: string[] = [];
    const ended = new Promise<AppError | null>((resolve) =>
      call.listen({ receive: (message) => answers.push(message.toString()), ended: resolve }),
    );
    const sent = [300_000, 1, 900_000, 20].map((size) => Buffer.alloc(size, 7));
    for (const message of sent) call.write(message);
    assert.equal(call.unsentBytes > 0, true);
    assert.equal(await ended, null);
    assert.deepEqual(got, sent);
    assert.deepEqual(answers, ["last"]);
    assert.equal(call.headers.get("grpc-message"), "no");
  });

  it("survives whatever it is sent, and lets go of the connection", async () => {
    const { port, connections } = await serve((call) => call.listen({ receive: () => {}, ended: () => {} }));
    const good = Buffer.concat([http2Wire.preface, http2Wire.settingsOf([[http2Wire.initialWindow, 10]])]);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.uint8Array({ minLength: 9, maxLength: 400 }),
        async (begun, noise) => {
          const socket = connect(port, "127.0.0.1");
          socket.on("error", () => {});
          if (begun) socket.write(good);
          socket.end(Buffer.from(noise));
          await new Promise((resolve) => socket.on("close", resolve).resume());
        },
      ),
      { numRuns: 150 },
    );
    assert.equal(connections.size, 0);
  });

  it("cuts off who asks and does not read", async () => {
    const { port, ends } = await serve((call) => call.listen({ receive: () => {}, ended: () => {} }));
    const socket = connect(port, "127.0.0.1");
    closing.push(() => socket.destroy());
    socket.on("error", () => {});
    socket.pause();
    socket.write(Buffer.concat([http2Wire.preface, http2Wire.settingsOf([])]));
    const pings = Buffer.concat(
      Array.from({ length: 4_000 }, () => http2Wire.frame(http2Wire.ping, 0, 0, Buffer.alloc(8))),
    );
    for (let round = 0; round < 400 && ends.length === 0; round += 1) {
      socket.write(pings);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(ends[0]?.code, "too_many");
  });
});

describe("HpackDecoder", () => {
  it("reads the examples of RFC 7541, C.4: Huffman codes and a table that grows", () => {
    const decoder = new HpackDecoder();
    const decode = (hex: string) => [...decoder.decode(Buffer.from(hex.replaceAll(" ", ""), "hex"))];
    const first = [
      [":method", "GET"],
      [":scheme", "http"],
      [":path", "/"],
      [":authority", "www.example.com"],
    ];
    assert.deepEqual(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"), first);
    assert.deepEqual(decode("8286 84be 5886 a8eb 1064 9cbf"), [...first, ["cache-control", "no-cache"]]);
    const third = decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
    assert.deepEqual(third.at(-1), ["custom-key", "custom-value"]);
  });

  it("refuses a list of headers that unfolds to more than it was sent as", () => {
    const decoder = new HpackDecoder();
    const value = Buffer.alloc(2_000, 0x61);
    const literal = Buffer.concat([Buffer.from([0x40, 1, 0x78, 127, 0xd1, 0x0e]), value]);
    decoder.decode(literal);
    assert.throws(() => decoder.decode(Buffer.alloc(100, 0xbe)), { code: "invalid_argument" });
  });
});

async function serve(onCall: (call: GrpcCall) => void) {
  const connections = new Set<Http2Connection>();
  const ends: AppError[] = [];
  const server = createServer((socket) => {
    const connection = new Http2Connection({
      socket,
      onCall,
      problemOf: (cause) => new AppError("unavailable", cause.message),
      onEnd: (error) => {
        ends.push(error);
        connections.delete(connection);
      },
    });
    connections.add(connection);
    closing.push(() => socket.destroy());
  });
  closing.push(() => server.close());
  return { port: await listening(server), connections, ends };
}

function client(socket: Socket) {
  closing.push(() => socket.destroy());
  const problemOf = (cause: Error): AppError => new AppError("unavailable", cause.message);
  return { socket, onCall: null, problemOf, onEnd: () => {} };
}

function listening(server: { readonly listen: Server["listen"]; readonly address: Server["address"] }) {
  return new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
}
