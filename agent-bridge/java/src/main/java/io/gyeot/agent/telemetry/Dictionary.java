package io.gyeot.agent.telemetry;

import java.util.ArrayList;
import java.util.HashMap;

/** Strings of one stream and their ids: each is sent once. Full means: open a new stream. Ticker only. */
final class Dictionary {
  /** Strings of a stream; an application that puts values into its SQL makes new ones all the time. */
  static final int STRINGS_MAX = 20_000;

  /** Characters of a stream together: what the sidecar must keep for it, times two bytes. */
  static final int CHARACTERS_MAX = 8 << 20;

  private static final int STRING_MAX = 16 * 1024;

  private final HashMap<String, Integer> ids = new HashMap<String, Integer>();
  private int characters;

  /** Id of the text; a new one is added to {@code fresh}, to be sent with the batch that uses it. */
  int id(String text, ArrayList<String> fresh) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    Integer known = ids.get(text);
    if (known != null) {
      return known.intValue();
    }
    String kept = text.length() > STRING_MAX ? text.substring(0, STRING_MAX) : text;
    int id = ids.size() + 1;
    ids.put(text, Integer.valueOf(id));
    fresh.add(kept);
    characters += text.length();
    return id;
  }

  boolean full() {
    return ids.size() >= STRINGS_MAX || characters >= CHARACTERS_MAX;
  }

  /** A new stream begins. */
  void clear() {
    ids.clear();
    characters = 0;
  }
}
