import type { Attribute, SessionMeta } from "../grid/change.ts";
import type { StoreRequest } from "../grid/session-changes.ts";
import type { Version } from "../grid/version.ts";
import type { ValkeyArgument, ValkeyReply } from "./valkey-connection.ts";

/** What a session is beside its attributes, as it is kept: all but the last access and the container's state. */
export type KeptMeta = Omit<SessionMeta, "lastAccessMs" | "container">;

/** Who changes a session, and how the change is told from all others. */
export interface ChangeMark {
  /** Unique for each change of each sidecar. */
  readonly tag: string;
  /** Incarnation of the agent; empty for a sidecar itself. */
  readonly agent: string;
  readonly operation: number;
}

/** Limits of one session. */
export interface SessionLimits {
  readonly bytesMax: number;
  readonly attributesMax: number;
}

const NO_META: KeptMeta = { app: "", createdMs: 0, maxInactiveS: 0, user: "", address: "", was: "" };

/** Sessions as the program of session-script.ts takes and gives them. Pure. */
export const sessionWire = {
  /** "ms.counter.server"; empty for none. */
  versionText: (version: Version | null): string =>
    version === null ? "" : `${version.ms}.${version.counter}.${version.node}`,

  version(reply: ValkeyReply | undefined): Version | null {
    const match = /^(\d+)\.(\d+)\.(.*)$/s.exec(text(reply));
    if (match === null) return null;
    return { ms: Number(match[1]), counter: Number(match[2]), node: match[3] as string };
  },

  /** Arguments of "store"; times are told as ages, so that the clocks of this machine and of the servers may differ. */
  store(
    request: StoreRequest,
    mark: ChangeMark,
    ages: { change: number; access: number },
    limits: SessionLimits,
  ) {
    const { meta, attributes, removed, localOnly, create, base } = request;
    const hasContainer = meta !== null && (request.containerChanged || create);
    const args: ValkeyArgument[] = [
      "store",
      mark.tag,
      mark.agent,
      String(mark.operation),
      sessionWire.versionText(base),
      create ? "1" : "0",
      String(Math.round(ages.change)),
      String(Math.round(ages.access)),
      String(limits.bytesMax),
      String(limits.attributesMax),
      meta === null ? "" : JSON.stringify(keptMeta(meta)),
      String(meta?.maxInactiveS ?? 0),
      hasContainer ? "1" : "0",
      hasContainer ? pack(meta.container) : "",
      String(attributes.length),
    ];
    for (const { name, type, inPlace, value } of attributes)
      args.push(name, type, inPlace ? "1" : "0", asBuffer(value));
    args.push(String(removed.length), ...removed, String(localOnly.length));
    for (const { name, type } of localOnly) args.push(name, type);
    return args;
  },

  keptMeta(reply: ValkeyReply | undefined): KeptMeta {
    const json = text(reply);
    return json === "" ? NO_META : { ...NO_META, ...(JSON.parse(json) as Partial<KeptMeta>) };
  },

  container: (reply: ValkeyReply | undefined): Attribute[] => unpack(reply),

  /** Name, header, value, name, header, value … as attributes. */
  attributes(reply: ValkeyReply | undefined): Attribute[] {
    const flat = Array.isArray(reply) ? (reply as readonly ValkeyReply[]) : [];
    const found: Attribute[] = [];
    for (let at = 0; at + 2 < flat.length; at += 3) {
      const { version, inPlace, type } = header(flat[at + 1]);
      found.push({ name: text(flat[at]), value: bytes(flat[at + 2]), type, version, inPlace });
    }
    return found;
  },

  text,
};

function text(reply: ValkeyReply | undefined): string {
  return reply === null || reply === undefined ? "" : String(reply);
}

/** "n version inPlace type". */
function header(reply: ValkeyReply | undefined): { version: Version | null; inPlace: boolean; type: string } {
  const [, version = "", inPlace = "0", ...type] = text(reply).split(" ");
  return {
    version: sessionWire.version(Buffer.from(version)),
    inPlace: inPlace === "1",
    type: type.join(" "),
  };
}

function bytes(reply: ValkeyReply | undefined): Buffer {
  return Buffer.isBuffer(reply) ? reply : Buffer.alloc(0);
}

function asBuffer(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.length);
}

function keptMeta({ app, createdMs, maxInactiveS, user, address, was }: SessionMeta): KeptMeta {
  return { app, createdMs, maxInactiveS, user, address, was };
}

/** The container's attributes in one value: they change together and seldom. Length of a JSON head, head, values. */
function pack(container: readonly Attribute[]): Buffer {
  const entries = container.map(({ name, type, inPlace, value }) => ({
    name,
    type,
    inPlace,
    bytes: value.length,
  }));
  const head = Buffer.from(JSON.stringify(entries));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length, 0);
  return Buffer.concat([size, head, ...container.map(({ value }) => value)]);
}

function unpack(reply: ValkeyReply | undefined): Attribute[] {
  const packed = bytes(reply);
  if (packed.length < 4) return [];
  let at = 4 + packed.readUInt32BE(0);
  const entries = JSON.parse(packed.toString("utf8", 4, at)) as {
    readonly name: string;
    readonly type: string;
    readonly inPlace: boolean;
    readonly bytes: number;
  }[];
  return entries.map(({ name, type, inPlace, bytes: length }) => {
    const value = packed.subarray(at, at + length);
    at += length;
    return { name, value, type, version: null, inPlace };
  });
}
