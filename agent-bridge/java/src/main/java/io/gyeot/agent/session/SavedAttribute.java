package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.Version;

/** What is known to be saved of one attribute, or was received: the object it belongs to and its digest. */
final class SavedAttribute {
  final Object value;

  /**
   * Digest of {@code value} as this JVM writes it. Null for a value that came from the grid and was not read
   * yet: written again here it may differ in bytes (hash order, capacity) without having changed.
   */
  final Digest128 digest;

  /** Null while the grid has not acknowledged it. */
  final Version version;

  /** True when the object came from the grid and not from the application. */
  final boolean received;

  SavedAttribute(Object value, Digest128 digest, Version version, boolean received) {
    this.value = value;
    this.digest = digest;
    this.version = version;
    this.received = received;
  }

  SavedAttribute measured(Digest128 measured) {
    return new SavedAttribute(value, measured, version, received);
  }

  SavedAttribute acknowledged(Version by) {
    return new SavedAttribute(value, digest, by, received);
  }
}
