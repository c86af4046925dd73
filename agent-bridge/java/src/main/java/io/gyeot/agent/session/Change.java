package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.Attribute;
import io.gyeot.agent.proto.session.Store;
import java.util.ArrayList;

/** One save on its way: the message, and what to remember once it is acknowledged. */
final class Change {
  final Store store = new Store();

  /** Parallel to {@code store.attributes}. */
  final ArrayList<SavedAttribute> saved = new ArrayList<SavedAttribute>(2);

  /** Objects changed in place, with their digests now. */
  final ArrayList<RequestSessions.Read> reads = new ArrayList<RequestSessions.Read>(0);

  final ArrayList<Digest128> readDigests = new ArrayList<Digest128>(0);
  MetaChange meta;
  long bytes = 64;

  /** True when more is unsaved than fits into one message. */
  boolean partial;

  boolean isEmpty() {
    return store.attributes.isEmpty()
        && store.removed.isEmpty()
        && store.localOnly.isEmpty()
        && !store.create
        && meta == null;
  }

  boolean names(String name) {
    for (Attribute attribute : store.attributes) {
      if (attribute.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  void add(String name, Object value, byte[] encoded, Digest128 digest, boolean inPlace) {
    Attribute attribute = new Attribute();
    attribute.name = name;
    attribute.value = encoded;
    attribute.type = value.getClass().getName();
    attribute.inPlace = inPlace;
    store.attributes.add(attribute);
    saved.add(new SavedAttribute(value, digest, null, false));
    bytes += encoded.length + 2L * name.length() + 64;
  }

  /** The attribute stays in this JVM; shown in the console. */
  void addLocal(String name, String type) {
    Attribute attribute = new Attribute();
    attribute.name = name;
    attribute.type = type;
    store.localOnly.add(attribute);
  }
}
