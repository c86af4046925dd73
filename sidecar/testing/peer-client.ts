import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { Client, type ClientDuplexStream, credentials } from "@grpc/grpc-js";
import { bidiMethod } from "../rpc/bidi-method.ts";
import { ClusterKey } from "../rpc/cluster-key.ts";
import { PeerFrame, type PeerFrameInput } from "../rpc/gen/peer.ts";

/** Whom a PeerClient dials and as whom. */
export interface PeerClientOptions {
  readonly port: number;
  /** Name it says it has. */
  readonly node: string;
  /** `--peer-cert FILE --peer-key FILE --peer-ca FILE`; absent: plain. */
  readonly flags?: readonly string[];
  readonly key?: Buffer;
  /** Protocol and features it says it speaks. */
  readonly protocol?: number;
  readonly features?: readonly string[];
}

const LINK = bidiMethod("/gyeot.peer.v1.PeerService/Link");

/** Speaks peer.proto by hand, honestly or not, for tests of what a sidecar believes. */
export class PeerClient {
  /** What came, in order. */
  readonly frames: PeerFrame[] = [];
  /** Resolves with the reason when the stream has ended. */
  readonly ended: Promise<string>;
  /** Resolves once the other side has answered a Hello with its proof. */
  readonly greeted: Promise<void>;
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Buffer, Buffer>;

  constructor(options: PeerClientOptions) {
    this.#client = new Client(`127.0.0.1:${options.port}`, secure(options.flags ?? []), {
      "grpc.use_local_subchannel_pool": 1,
      "grpc.enable_retries": 0,
    });
    this.#call = this.#client.makeBidiStreamRequest(
      LINK.path,
      LINK.requestSerialize,
      LINK.responseDeserialize,
    );
    this.ended = new Promise((resolve) => {
      this.#call.on("error", (cause: Error & { details?: string }) =>
        resolve(cause.details ?? cause.message),
      );
      this.#call.on("end", () => resolve("ended"));
    }).then((why) => {
      this.#client.close();
      return why as string;
    });
    this.greeted = new Promise((resolve) => {
      this.#call.on("data", (bytes: Buffer) => {
        const frame = PeerFrame.decode(bytes);
        this.frames.push(frame);
        if (frame.hello !== null && options.key !== undefined && this.#hellos() === 1) {
          const mac = new ClusterKey(options.key).prove(frame.hello.challenge, options.node);
          this.send({ proof: { mac } });
        }
        if (frame.proof !== null) resolve();
      });
    });
    const { node, protocol = 1, features = [] } = options;
    const challenge = randomBytes(32);
    this.send({
      hello: { node, protocol, features, incarnation: 1, challenge, nowMs: Date.now(), host: "test" },
    });
  }

  send(frame: PeerFrameInput): void {
    this.sendRaw(PeerFrame.encode(frame));
  }

  /** Bytes as they are, good or not. */
  sendRaw(bytes: Buffer): void {
    this.#call.write(bytes);
  }

  close(): void {
    this.#call.cancel();
    this.#client.close();
  }

  #hellos(): number {
    return this.frames.filter(({ hello }) => hello !== null).length;
  }
}

function secure(flags: readonly string[]): ReturnType<typeof credentials.createInsecure> {
  const [, cert, , key, , ca] = flags;
  if (cert === undefined || key === undefined || ca === undefined) return credentials.createInsecure();
  const context = createSecureContext({
    cert: readFileSync(cert),
    key: readFileSync(key),
    ca: readFileSync(ca),
    minVersion: "TLSv1.3",
  });
  return credentials.createFromSecureContext(context, { checkServerIdentity: () => undefined });
}
