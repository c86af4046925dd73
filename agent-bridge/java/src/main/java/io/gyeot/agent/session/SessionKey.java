package io.gyeot.agent.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Name of a session outside of the WAS: the first 16 bytes of SHA-256(application ‖ 0 ‖ session id). */
public final class SessionKey {
  private static final ThreadLocal<MessageDigest> SHA = new ThreadLocal<MessageDigest>();

  public final byte[] bytes;
  private final long high;
  private final long low;

  private SessionKey(byte[] bytes) {
    this.bytes = bytes;
    this.high = word(bytes, 0);
    this.low = word(bytes, 8);
  }

  /** Key of session {@code id} in {@code app}, the context path as deployed ("/" for the root). */
  public static SessionKey of(String app, String id) {
    MessageDigest sha = SHA.get();
    if (sha == null) {
      try {
        sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("this JVM has no SHA-256", impossible);
      }
      SHA.set(sha);
    }
    sha.reset();
    sha.update(app.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    byte[] all = sha.digest(id.getBytes(StandardCharsets.UTF_8));
    byte[] first = new byte[16];
    System.arraycopy(all, 0, first, 0, 16);
    return new SessionKey(first);
  }

  /** A key as it came over the wire; null when it is not 16 bytes. */
  static SessionKey wire(byte[] bytes) {
    return bytes.length == 16 ? new SessionKey(bytes) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionKey && ((SessionKey) other).high == high && ((SessionKey) other).low == low;
  }

  @Override
  public int hashCode() {
    return (int) (high ^ low);
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 8 | (bytes[from + i] & 0xffL);
    }
    return word;
  }
}
