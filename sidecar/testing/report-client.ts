import { Client, type ClientDuplexStream, credentials, Metadata } from "@grpc/grpc-js";
import type { BatchInput, Control } from "../rpc/gen/telemetry.ts";
import { telemetryMethods } from "../rpc/telemetry-methods.ts";

/** One agent's stream, as a test drives it. */
export class ReportClient {
  /** Answers in the order they came. */
  readonly controls: Control[] = [];
  /** Why the stream ended; null while it is open. */
  ended: { readonly code: number; readonly details: string } | null = null;
  readonly #client: Client;
  readonly #stream: ClientDuplexStream<BatchInput, Control>;
  #wake: () => void = () => {};

  constructor(address: string, token: string) {
    this.#client = new Client(address, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set("gyeot-token", token);
    const { path, requestSerialize, responseDeserialize } = telemetryMethods.report;
    this.#stream = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, metadata);
    this.#stream.on("data", (control: Control) => {
      this.controls.push(control);
      this.#wake();
    });
    this.#stream.on("error", (error: Error & { code?: number; details?: string }) => {
      this.ended = { code: error.code ?? -1, details: error.details ?? error.message };
      this.#wake();
    });
    this.#stream.on("end", () => this.#wake());
  }

  send(batch: BatchInput): void {
    this.#stream.write(batch);
  }

  /** Waits until `seq` is answered or the stream has ended; true when it was answered. */
  async answered(seq: number): Promise<boolean> {
    while (this.controls.every((control) => control.seq < seq) && this.ended === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.ended === null;
  }

  close(): void {
    this.#stream.on("error", () => {});
    this.#stream.end();
    this.#client.close();
  }
}
