package io.gyeot.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ValueCodecTest {
  private static final ClassLoader LOADER = ValueCodecTest.class.getClassLoader();

  private static Object round(Object value) throws Exception {
    return ValueCodec.decode(ValueCodec.encode(value), LOADER, LOADER);
  }

  @Test
  void bringsBackWhatItWrote() throws Exception {
    HashMap<String, Object> map = new HashMap<String, Object>();
    map.put("장바구니", new ArrayList<String>(Arrays.asList("사과", "배")));
    map.put("n", 7);
    map.put("ints", int[].class);
    assertEquals(map, round(map));
    assertEquals(Thread.State.NEW, round(Thread.State.NEW));
  }

  @Test
  void keepsReferencesWithinOneAttribute() throws Exception {
    ArrayList<String> shared = new ArrayList<String>();
    Object[] both = (Object[]) round(new Object[] {shared, shared});
    assertSame(both[0], both[1]);
  }

  @Test
  void namesTheClassThatCannotBeWritten() {
    NotSerializableException refused =
        assertThrows(NotSerializableException.class, () -> ValueCodec.encode(new Object[] {new Thread()}));
    assertEquals("java.lang.Thread", refused.getMessage());
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNestedTooDeep() {
    assertThrows(NotSerializableException.class, () -> ValueCodec.encode(new byte[ValueCodec.VALUE_BYTES_MAX + 1]));
    Object[] nested = new Object[1];
    for (int i = 0; i < 200_000; i++) {
      nested = new Object[] {nested};
    }
    Object[] deepest = nested;
    assertThrows(NotSerializableException.class, () -> ValueCodec.encode(deepest));
  }

  @Test
  void refusesForeignFormatsAndCutOffValues() throws Exception {
    assertThrows(IOException.class, () -> ValueCodec.decode(new byte[0], LOADER, LOADER));
    assertThrows(IOException.class, () -> ValueCodec.decode(new byte[] {9, 1, 2}, LOADER, LOADER));
    byte[] whole = ValueCodec.encode("whole");
    assertThrows(IOException.class, () -> ValueCodec.decode(Arrays.copyOf(whole, whole.length - 2), LOADER, LOADER));
  }

  @Test
  void bringsBackProxies() throws Exception {
    Object proxy = Proxy.newProxyInstance(LOADER, new Class<?>[] {Runnable.class}, new Quiet());
    assertTrue(Proxy.isProxyClass(round(proxy).getClass()));
  }

  @Test
  void knowsWhatCannotChangeInPlace() {
    for (Object value : List.of("a", 1, 2L, 'c', true, 1.5, java.time.LocalDate.EPOCH, Thread.State.NEW)) {
      assertTrue(Immutable.is(value), value.getClass().getName());
    }
    for (Object value : List.of(new AtomicInteger(), new int[1], new ArrayList<String>(), new java.util.Date())) {
      assertEquals(false, Immutable.is(value), value.getClass().getName());
    }
  }

  /** A handler that can travel. */
  private static final class Quiet implements java.lang.reflect.InvocationHandler, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
      return null;
    }
  }
}
