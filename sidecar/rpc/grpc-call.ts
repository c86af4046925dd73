import type { Socket } from "node:net";
import type { AppError } from "../base/app-error.ts";
import { GrpcMessages } from "./grpc-messages.ts";

/** Takes what a call brings. */
export interface CallListener {
  /** One message. It is a view of what the socket gave: copy what is kept. */
  readonly receive: (message: Buffer) => void;
  /** The call is over, whoever ended it; told once. Null: the other side ended it in order. */
  readonly ended: (error: AppError | null) => void;
}

/** What a GrpcCall does to its connection. */
export interface CallWire {
  readonly socket: Socket;
  readonly unsentBytes: () => number;
  readonly send: (message: Buffer) => void;
  /** Ends the call on the wire: with a status for the other side, or null for success. */
  readonly end: (error: AppError | null) => void;
}

/** One gRPC call, either end: messages in, messages out, one end. */
export class GrpcCall {
  /** Of the request at the server, of the answer at the client once it has come. */
  headers: ReadonlyMap<string, string>;
  readonly #wire: CallWire;
  readonly #messages = new GrpcMessages();
  #to: CallListener | null = null;
  #over = false;

  constructor(headers: ReadonlyMap<string, string>, wire: CallWire) {
    this.headers = headers;
    this.#wire = wire;
  }

  get socket(): Socket {
    return this.#wire.socket;
  }

  /** Bytes of the whole connection that were handed over and not taken by the system yet. */
  get unsentBytes(): number {
    return this.#wire.unsentBytes();
  }

  /** Call it once, at once. */
  listen(to: CallListener): void {
    this.#to = to;
  }

  /** A whole message; leaves at the end of this turn. */
  readonly write = (message: Buffer): void => {
    if (!this.#over) this.#wire.send(message);
  };

  /** Ends it from here. What was written before leaves before, where the other side still reads. */
  readonly close = (error: AppError | null): void => {
    if (this.#over) return;
    this.#over = true;
    this.#wire.end(error);
    this.#to?.ended(error);
  };

  /** From the connection: bytes of messages. Throws for what cannot be one. */
  data(bytes: Buffer): void {
    if (this.#over) return;
    for (const message of this.#messages.add(bytes)) if (!this.#over) this.#to?.receive(message);
  }

  /** From the connection: the other side, or what lies in between, has ended it. */
  gone(error: AppError | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#to?.ended(error);
  }
}
