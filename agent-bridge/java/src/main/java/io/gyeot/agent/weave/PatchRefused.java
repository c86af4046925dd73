package io.gyeot.agent.weave;

/** A class is not as a patch expects it: leave it alone and switch the patch's group off. */
public final class PatchRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PatchRefused(String reason) {
    super(reason, null, false, false);
  }
}
