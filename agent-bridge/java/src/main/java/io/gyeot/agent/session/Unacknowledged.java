package io.gyeot.agent.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * Changes sent, or to be sent, whose answer has not come, in order. They are sent again under the same number
 * on the next connection. Bounded in number and bytes: what does not fit is counted as dropped.
 */
final class Unacknowledged {
  /** One WAS at 2,000 writes a second keeps about ten seconds of a silent sidecar. */
  private static final int COUNT_MAX = 20_000;

  /** Protects the application's heap. */
  private static final long BYTES_MAX = 64L << 20;

  /** A change that ended this many connections is what ends them: it is given up. */
  private static final int TRIES_MAX = 8;

  /** One change. */
  static final class Entry {
    final Ask ask;
    final long bytes;

    /** Connection it was last sent on; null when not sent. */
    volatile GridStream sentOn;

    private int tries;

    Entry(Ask ask, long bytes) {
      this.ask = ask;
      this.bytes = bytes;
    }
  }

  private final LinkedHashMap<Long, Entry> entries = new LinkedHashMap<Long, Entry>();
  private long bytes;
  private long dropped;

  /** False when there is no room: the change is then sent once only. */
  synchronized boolean add(Entry entry) {
    if (entries.size() >= COUNT_MAX || bytes + entry.bytes > BYTES_MAX) {
      dropped++;
      return false;
    }
    entries.put(entry.ask.operation, entry);
    bytes += entry.bytes;
    return true;
  }

  synchronized void remove(long operation) {
    Entry entry = entries.remove(operation);
    if (entry != null) {
      bytes -= entry.bytes;
    }
  }

  /** Those not under way on a living connection, oldest first. */
  synchronized ArrayList<Entry> waiting() {
    ArrayList<Entry> waiting = new ArrayList<Entry>();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      GridStream on = entry.sentOn;
      if (on != null && on.isOpen()) {
        continue;
      }
      if (on != null && ++entry.tries > TRIES_MAX) {
        all.remove();
        bytes -= entry.bytes;
        dropped++;
      } else {
        // What others changed since then must not be undone by a change that comes late.
        entry.ask.again();
        waiting.add(entry);
      }
    }
    return waiting;
  }

  /** It was refused for now and is sent again with the next that wait; false when that was often enough. */
  synchronized boolean again(long operation) {
    Entry entry = entries.get(operation);
    if (entry == null || ++entry.tries > TRIES_MAX) {
      return false;
    }
    entry.sentOn = null;
    return true;
  }

  synchronized boolean holds(long operation) {
    return entries.containsKey(operation);
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized long dropped() {
    return dropped;
  }
}
