package io.gyeot.agent.session;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;

/** Classes whose objects cannot be changed in place: reading one of them needs no second look. */
final class Immutable {
  private Immutable() {}

  static boolean is(Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Character || value instanceof Enum) {
      return true;
    }
    Class<?> type = value.getClass();
    if (value instanceof Number) {
      // AtomicInteger and friends are numbers too, and change.
      return type == Integer.class
          || type == Long.class
          || type == Double.class
          || type == Float.class
          || type == Short.class
          || type == Byte.class
          || type == BigDecimal.class
          || type == BigInteger.class;
    }
    return type == UUID.class
        || type == Locale.class
        || type == Class.class
        || type.getClassLoader() == null && type.getName().startsWith("java.time.");
  }
}
