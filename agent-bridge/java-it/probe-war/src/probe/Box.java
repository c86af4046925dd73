package probe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changed in place, with hash order and shared references inside. */
public final class Box implements Serializable {
  private static final long serialVersionUID = 1L;
  final Map<String, Integer> counts = new HashMap<String, Integer>();
  final List<String> first = new ArrayList<String>();
  final List<String> second = first;

  synchronized void add(String name) {
    Integer n = counts.get(name);
    counts.put(name, n == null ? 1 : n + 1);
    first.add(name);
  }

  @Override
  public synchronized String toString() {
    return first.size() + " " + new java.util.TreeMap<String, Integer>(counts) + " " + (first == second);
  }
}
