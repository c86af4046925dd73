package io.gyeot.agent.trace;

import java.util.List;

/**
 * Whose X-Forwarded-For is believed, as CIDR blocks; addresses are parsed here, as the JDK's parser may ask a
 * name server. The client is the right-most hop that is not such a proxy.
 */
public final class TrustedProxies {
  public static final TrustedProxies NONE = new TrustedProxies(new byte[0][], new int[0]);

  /** Blocks believed; protects the cost of a request behind a proxy. */
  private static final int BLOCKS_MAX = 64;

  /** Hops looked at, from the right: a client may send a header of any length. */
  private static final int HOPS_MAX = 16;

  private final byte[][] networks;
  private final int[] bits;
  private String lastPeer;
  private boolean lastPeerTrusted;

  private TrustedProxies(byte[][] networks, int[] bits) {
    this.networks = networks;
    this.bits = bits;
  }

  /** Blocks that cannot be read are left out. */
  public static TrustedProxies of(List<String> blocks) {
    byte[][] networks = new byte[BLOCKS_MAX][];
    int[] bits = new int[BLOCKS_MAX];
    int count = 0;
    for (int i = 0; i < blocks.size() && count < BLOCKS_MAX; i++) {
      String block = blocks.get(i).trim();
      int slash = block.indexOf('/');
      byte[] network = IpAddress.parse(slash < 0 ? block : block.substring(0, slash));
      int length = network == null ? -1 : slash < 0 ? network.length * 8 : number(block.substring(slash + 1));
      if (network != null && length >= 0 && length <= network.length * 8) {
        networks[count] = network;
        bits[count++] = length;
      }
    }
    if (count == 0) {
      return NONE;
    }
    byte[][] kept = new byte[count][];
    int[] keptBits = new int[count];
    System.arraycopy(networks, 0, kept, 0, count);
    System.arraycopy(bits, 0, keptBits, 0, count);
    return new TrustedProxies(kept, keptBits);
  }

  /** The client's address: the peer's, unless a trusted peer tells of another. Ticker only. */
  public String client(String peer, String forwardedFor) {
    if (forwardedFor == null || peer == null || !trustedPeer(peer)) {
      return peer;
    }
    String client = peer;
    int end = forwardedFor.length();
    for (int hop = 0; hop < HOPS_MAX && end >= 0; hop++) {
      int comma = forwardedFor.lastIndexOf(',', end - 1);
      byte[] address = IpAddress.parse(IpAddress.bare(forwardedFor.substring(comma + 1, end)));
      if (address == null) {
        return client;
      }
      client = IpAddress.text(address);
      if (!contains(address)) {
        return client;
      }
      end = comma;
    }
    return client;
  }

  boolean contains(byte[] address) {
    for (int i = 0; i < networks.length; i++) {
      if (networks[i].length == address.length && samePrefix(networks[i], address, bits[i])) {
        return true;
      }
    }
    return false;
  }

  private boolean trustedPeer(String peer) {
    if (!peer.equals(lastPeer)) {
      byte[] address = IpAddress.parse(peer);
      lastPeerTrusted = address != null && contains(address);
      lastPeer = peer;
    }
    return lastPeerTrusted;
  }

  private static boolean samePrefix(byte[] network, byte[] address, int bits) {
    int whole = bits >>> 3;
    for (int i = 0; i < whole; i++) {
      if (network[i] != address[i]) {
        return false;
      }
    }
    int rest = bits & 7;
    return rest == 0 || ((network[whole] ^ address[whole]) & 0xff) >>> (8 - rest) == 0;
  }

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i >= 3) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return text.isEmpty() ? -1 : value;
  }
}
