package probe;

import java.io.Serializable;

/** The tests compile this with another serialVersionUID for one of the servers. */
public final class Versioned implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String label;

  Versioned(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
