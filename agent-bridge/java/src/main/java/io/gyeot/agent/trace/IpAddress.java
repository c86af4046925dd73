package io.gyeot.agent.trace;

/** IPv4 and IPv6 addresses as text and bytes, without asking any name server. IPv4 inside IPv6 becomes IPv4. */
final class IpAddress {
  private static final int TEXT_MAX = 64;

  private IpAddress() {}

  /** 4 or 16 bytes, or null when the text is no address. */
  static byte[] parse(String text) {
    if (text == null || text.isEmpty() || text.length() > TEXT_MAX) {
      return null;
    }
    int zone = text.indexOf('%');
    String address = zone >= 0 ? text.substring(0, zone) : text;
    return address.indexOf(':') >= 0 ? six(address) : four(address);
  }

  /** The address in one element of X-Forwarded-For: without blanks, quotes, brackets and port. */
  static String bare(String element) {
    String text = element.trim();
    if (text.length() >= 2 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"') {
      text = text.substring(1, text.length() - 1);
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end > 0 ? text.substring(1, end) : text;
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  static String text(byte[] address) {
    StringBuilder out = new StringBuilder(40);
    if (address.length == 4) {
      for (int i = 0; i < 4; i++) {
        out.append(i == 0 ? "" : ".").append(address[i] & 0xff);
      }
      return out.toString();
    }
    for (int i = 0; i < 16; i += 2) {
      int group = ((address[i] & 0xff) << 8) | (address[i + 1] & 0xff);
      out.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
    }
    return out.toString();
  }

  private static byte[] four(String text) {
    byte[] out = new byte[4];
    int part = 0;
    int value = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (value < 0 || part == 4) {
          return null;
        }
        out[part++] = (byte) value;
        value = -1;
      } else if (c >= '0' && c <= '9') {
        value = (value < 0 ? 0 : value * 10) + c - '0';
        if (value > 255) {
          return null;
        }
      } else {
        return null;
      }
    }
    return part == 4 ? out : null;
  }

  private static byte[] six(String text) {
    byte[] out = new byte[16];
    int at = 0;
    int gap = -1;
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < text.length()) {
      int end = text.indexOf(':', i);
      String group = end < 0 ? text.substring(i) : text.substring(i, end);
      if (end < 0 && group.indexOf('.') >= 0) {
        byte[] tail = four(group);
        if (tail == null || at > 12) {
          return null;
        }
        System.arraycopy(tail, 0, out, at, 4);
        at += 4;
        break;
      }
      int value = hex(group);
      if (value < 0 || at > 14) {
        return null;
      }
      out[at++] = (byte) (value >>> 8);
      out[at++] = (byte) value;
      if (end < 0) {
        break;
      }
      i = end + 1;
      if (i < text.length() && text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = at;
        i++;
      } else if (i == text.length()) {
        return null;
      }
    }
    return spread(out, at, gap);
  }

  private static byte[] spread(byte[] out, int filled, int gap) {
    if (gap < 0 ? filled != 16 : filled > 14) {
      return null;
    }
    byte[] all = out;
    if (gap >= 0) {
      all = new byte[16];
      System.arraycopy(out, 0, all, 0, gap);
      System.arraycopy(out, gap, all, 16 - (filled - gap), filled - gap);
    }
    for (int i = 0; i < 12; i++) {
      if (all[i] != (i < 10 ? 0 : (byte) 0xff)) {
        return all;
      }
    }
    return new byte[] {all[12], all[13], all[14], all[15]};
  }

  private static int hex(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = Character.digit(group.charAt(i), 16);
      if (digit < 0 || group.charAt(i) > 'f') {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
