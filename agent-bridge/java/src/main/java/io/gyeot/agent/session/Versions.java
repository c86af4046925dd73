package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.Version;

/** Order of versions: time, counter, node. Null is older than anything. */
final class Versions {
  private Versions() {}

  static int compare(Version a, Version b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    if (a.ms != b.ms) {
      return a.ms < b.ms ? -1 : 1;
    }
    if (a.counter != b.counter) {
      return Integer.compareUnsigned(a.counter, b.counter);
    }
    return a.node.compareTo(b.node);
  }
}
