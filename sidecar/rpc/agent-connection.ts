import { AppError } from "../base/app-error.ts";
import type { Counter } from "../base/metrics-registry.ts";
import type { AgentStream } from "../grid/agents.ts";
import type { LoadAnswer } from "../grid/load-result.ts";
import type { StoreAnswer } from "../grid/session-answers.ts";
import { agentToken } from "./agent-token.ts";
import { FrameChunks } from "./frame-chunks.ts";
import {
  AgentFrame,
  GridFrame,
  type GridFrameInput,
  LoadResultOutcome,
  StoreResultOutcome,
} from "./gen/session.ts";
import type { GrpcCall } from "./grpc-call.ts";
import type { SessionServiceOptions } from "./session-service.ts";

/** What one connection needs. */
export interface AgentConnectionOptions extends SessionServiceOptions {
  readonly id: string;
  readonly hostile: Counter;
}

/** Major of the protocol we speak. */
const PROTOCOL = 1;

/** Requests of one agent under way: a WAS has at most a few hundred request threads. */
const IN_FLIGHT_MAX = 1_024;

/** Bytes an agent may leave unread before it is cut off. */
const UNREAD_BYTES_MAX = 96 * 1024 * 1024;

/** An agent says Hello within this time or is not an agent. */
const HELLO_MS = 5_000;

/** One stream of one agent: frames in, operations on the grid, frames out. A bad frame ends the stream, no more. */
export class AgentConnection {
  readonly #options: AgentConnectionOptions;
  readonly #call: GrpcCall;
  readonly #chunks = new FrameChunks();
  #agent: AgentStream | null = null;
  #visitor = false;
  #closed = false;
  #inFlight = 0;

  constructor(options: AgentConnectionOptions, call: GrpcCall) {
    this.#options = options;
    this.#call = call;
    call.listen({ receive: (bytes) => this.#data(bytes), ended: () => this.#ended() });
    try {
      const { own, visitor } = options.tokens;
      this.#visitor = agentToken({ get: (name) => [call.headers.get(name) ?? ""] }, [own, visitor]) === 1;
    } catch (cause) {
      this.#close(AppError.from(cause));
      return;
    }
    setTimeout(() => {
      if (this.#agent === null) this.#close(new AppError("invalid_argument", "no Hello came"));
    }, HELLO_MS).unref();
  }

  #data(bytes: Buffer): void {
    if (this.#closed) return;
    this.#options.engine.awake();
    // A pause that was just noticed has closed this stream: what it carried is too old.
    if (this.#closed) return;
    try {
      const frame = AgentFrame.decode(bytes);
      if (frame.chunk === null) this.#frame(frame);
      else {
        const whole = this.#chunks.add(String(frame.seq), frame.chunk);
        if (whole !== null) this.#frame(AgentFrame.decode(whole));
      }
    } catch (cause) {
      this.#options.hostile.add();
      const error =
        cause instanceof AppError ? cause : new AppError("invalid_argument", String(cause), cause);
      this.#options.log.warnSometimes("a frame of an agent was refused", {
        error,
        was: this.#agent?.was ?? "",
      });
      this.#close(error);
    }
  }

  #frame(frame: AgentFrame): void {
    const agent = this.#agent;
    if (agent === null) {
      this.#hello(frame);
      return;
    }
    for (const key of keysOf(frame)) {
      if (key.length !== 16) throw new AppError("invalid_argument", "a session key has 16 bytes");
    }
    if (this.#inFlight >= IN_FLIGHT_MAX && frame.seq !== 0 && frame.renew === null) {
      const message = `${IN_FLIGHT_MAX} requests of this agent are under way; send it again later`;
      this.#send(frame.seq, { failure: { code: "too_many", message } });
      return;
    }
    const { engine } = this.#options;
    const { sessions } = engine;
    const { seq, load, store, touch, invalidate, changeId, dropped, expireIfIdle } = frame;
    if (store) this.#run(seq, sessions.store(agent, store).then(storeResult));
    else if (load) this.#run(seq, sessions.load(agent, load.key, load.known).then(loadFrame));
    else if (frame.renew) this.#renew(agent, seq);
    else if (dropped) engine.dropped(agent.id, dropped.notice);
    else if (touch) sessions.touch(touch.touched);
    else if (invalidate) {
      const { key, reason, operation } = invalidate;
      this.#run(seq, sessions.invalidate(agent, key, reason, operation).then(storeResult));
    } else if (changeId) {
      const { oldKey, newKey, operation } = changeId;
      this.#run(seq, sessions.changeId(agent, oldKey, newKey, operation).then(storeResult));
    } else if (expireIfIdle) {
      const { key, lastAccessMs } = expireIfIdle;
      this.#run(
        seq,
        sessions.expireIfIdle(agent, key, lastAccessMs).then((expireResult) => ({ expireResult })),
      );
    } else throw new AppError("invalid_argument", "a frame without a body this version knows");
  }

  #hello(frame: AgentFrame): void {
    const { hello, seq } = frame;
    if (hello === null) throw new AppError("invalid_argument", "the first frame must be Hello");
    if (hello.protocol !== PROTOCOL) {
      throw new AppError("protocol_mismatch", `protocol ${hello.protocol}; this sidecar speaks ${PROTOCOL}`);
    }
    if (hello.was === "" || hello.was.length > 128) {
      throw new AppError("invalid_argument", "Hello must name its WAS, up to 128 characters");
    }
    const { was, incarnation, server, pid } = hello;
    const agent: AgentStream = {
      id: this.#options.id,
      was,
      incarnation,
      server,
      pid,
      visitor: this.#visitor,
      takesFallbacks: hello.features.includes("fallbacks"),
      takesStrict: hello.features.includes("strict"),
      push: (push) => this.#send(0, push),
      close: (reason) => this.#close(new AppError("unavailable", reason)),
    };
    const { leaseMs, mode } = this.#options.engine.attach(agent, hello.held);
    this.#agent = agent;
    const modeChange = { mode: mode.state, guarantee: mode.guarantee };
    const fallbacks = this.#options.fallbacks(was);
    const { node, engine } = this.#options;
    const strict = engine.strict === true;
    const welcome = { protocol: PROTOCOL, node, leaseMs, fallbacks, mode: modeChange, strict };
    this.#send(seq, { welcome });
  }

  #renew(agent: AgentStream, seq: number): void {
    const { engine } = this.#options;
    if (engine.renew(agent.id)) this.#send(seq, { renewed: {} });
    // Without leases it is to know at least that somebody is there.
    else if (engine.strict === true) this.#send(seq, { done: {} });
  }

  /** Sends the answer once it is there. */
  #run(seq: number, answer: Promise<GridFrameInput>): void {
    this.#inFlight += 1;
    answer.then(
      (frame) => {
        this.#inFlight -= 1;
        this.#send(seq, frame);
      },
      (cause: unknown) => {
        this.#inFlight -= 1;
        const { code, message } = AppError.from(cause);
        this.#options.log.warnSometimes("an operation of an agent failed", { code, message });
        this.#send(seq, { failure: { code, message } });
      },
    );
  }

  #send(seq: number, frame: GridFrameInput): void {
    if (this.#closed) return;
    const bytes = GridFrame.encode({ ...frame, seq });
    FrameChunks.cut(
      bytes,
      (piece) => this.#write(piece),
      (chunk) => GridFrame.encode({ seq, chunk }),
    );
  }

  #write(bytes: Buffer): void {
    this.#call.write(bytes);
    if (this.#call.unsentBytes > UNREAD_BYTES_MAX) {
      this.#close(new AppError("too_many", "the agent does not read what it is sent"));
    }
  }

  /** The agent ended the stream, or its process or host did. */
  #ended(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#agent !== null) this.#options.engine.detach(this.#agent.id, true);
  }

  /** We end the stream: the agent may serve near copies until its lease is over. */
  #close(error: AppError): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#agent !== null) this.#options.engine.detach(this.#agent.id, false);
    this.#call.close(error);
  }
}

/** Every key a frame names. */
function keysOf({
  load,
  store,
  invalidate,
  changeId,
  expireIfIdle,
  hello,
}: AgentFrame): readonly Uint8Array[] {
  const one = load ?? store ?? invalidate ?? expireIfIdle;
  if (one !== null) return [one.key];
  if (changeId !== null) return [changeId.oldKey, changeId.newKey];
  return hello === null ? [] : hello.held.map(({ key }) => key);
}

function storeResult(answer: StoreAnswer): GridFrameInput {
  const outcome = StoreResultOutcome[`OUTCOME_${answer.outcome}`];
  return { storeResult: { outcome, version: answer.version, stale: answer.stale } };
}

function loadFrame(answer: LoadAnswer): GridFrameInput {
  return { loadResult: { ...answer, outcome: LoadResultOutcome[`OUTCOME_${answer.outcome}`] } };
}
