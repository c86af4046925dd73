import type { Attribute, Change, SessionMeta } from "./change.ts";

const NONE = new Uint8Array(0);

/**
 * Copies of decoded messages that belong to us: every field is the object's own (a decoded message has its
 * defaults on the prototype, where a spread does not find them), and no value keeps the buffer of a whole
 * frame alive.
 */
export const ownChange = {
  bytes(bytes: Uint8Array): Uint8Array {
    return bytes.length === 0 ? NONE : Buffer.from(bytes);
  },

  attribute({ name, value, type, version, inPlace }: Attribute): Attribute {
    return { name, value: ownChange.bytes(value), type, version, inPlace };
  },

  meta(meta: SessionMeta): SessionMeta {
    const { app, createdMs, lastAccessMs, maxInactiveS, user, address, was, container } = meta;
    const own = container.map(ownChange.attribute);
    return { app, createdMs, lastAccessMs, maxInactiveS, user, address, was, container: own };
  },

  change(change: Change): Change {
    const { version, metaVersion, containerVersion, full, whole, base, tombstone, reason, fire, touch } =
      change;
    const { agent, operation, writes, meta } = change;
    return {
      key: ownChange.bytes(change.key),
      version,
      meta: meta && ownChange.meta(meta),
      metaVersion,
      containerVersion,
      attributes: change.attributes.map(ownChange.attribute),
      removed: change.removed.map(ownChange.attribute),
      localOnly: change.localOnly.map(ownChange.attribute),
      full,
      whole,
      base,
      baseDigest: ownChange.bytes(change.baseDigest),
      tombstone,
      reason,
      movedTo: ownChange.bytes(change.movedTo),
      fire,
      touch,
      agent,
      operation,
      writes,
    };
  },
};
