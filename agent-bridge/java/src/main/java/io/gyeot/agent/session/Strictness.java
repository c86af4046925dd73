package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.GridFrame;
import java.io.File;

/**
 * Whether the grid is strict: nothing is shown that it did not confirm just now, and a change is sent once, because
 * nobody could tell a second time from a change of its own. Known before the first connection by a mark of the sidecar.
 */
final class Strictness {
  private final File mark;
  private volatile Boolean told;

  Strictness(String runDirectory) {
    mark = new File(runDirectory, "strict");
  }

  void told(boolean strict) {
    told = strict;
  }

  boolean holds() {
    Boolean known = told;
    return known == null ? mark.exists() : known;
  }

  /** Null when no answer came: then nobody knows what came of it. */
  GridFrame once(Ask ask, GridStream stream, long deadline) {
    ask.once();
    if (stream == null || !stream.ask(ask, Math.max(0, deadline - System.nanoTime()))) {
      ask.abandon();
      return null;
    }
    return ask.await(deadline);
  }
}
