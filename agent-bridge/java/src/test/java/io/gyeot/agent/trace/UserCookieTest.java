package io.gyeot.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UserCookieTest {
  @Test
  void findsTheCookieAmongOthers() {
    long alone = UserCookie.hash("uid=kim", "uid");
    assertNotEquals(0, alone);
    assertEquals(alone, UserCookie.hash("a=1; uid=kim; b=2", "uid"));
    assertEquals(alone, UserCookie.hash("xuid=lee;uid=kim", "uid"));
    assertEquals(alone, UserCookie.hash("uid=\"kim\" ;b=2", "uid"));
    assertNotEquals(alone, UserCookie.hash("uid=lee", "uid"));
    assertEquals(0, UserCookie.hash("uidx=kim", "uid"));
    assertEquals(0, UserCookie.hash("uid=", "uid"));
    assertEquals(0, UserCookie.hash("uid", "uid"));
    assertEquals(0, UserCookie.hash(null, "uid"));
    assertEquals(0, UserCookie.hash("", "uid"));
  }

  @Test
  void mixesWellEnoughToCountUsers() {
    Set<Long> hashes = new HashSet<>();
    int[] ones = new int[64];
    int users = 100_000;
    for (int i = 0; i < users; i++) {
      long hash = UserCookie.hash("uid=user" + i, "uid");
      hashes.add(hash);
      for (int bit = 0; bit < 64; bit++) {
        ones[bit] += (int) (hash >>> bit) & 1;
      }
    }
    assertEquals(users, hashes.size());
    for (int bit = 0; bit < 64; bit++) {
      assertTrue(Math.abs(ones[bit] - users / 2) < users / 50, "bit " + bit + ": " + ones[bit]);
    }
  }
}
