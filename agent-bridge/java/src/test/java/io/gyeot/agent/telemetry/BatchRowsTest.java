package io.gyeot.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyeot.agent.proto.telemetry.Batch;
import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.EndpointNames;
import io.gyeot.agent.trace.TraceSettings;
import io.gyeot.agent.trace.TracedRequests;
import io.gyeot.agent.trace.Transaction;
import io.gyeot.agent.transport.ProtoReader;
import io.gyeot.agent.transport.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BatchRowsTest {
  private final Dictionary dictionary = new Dictionary();
  private final BatchRows rows = new BatchRows(dictionary, new EndpointNames(), new TraceSettings());

  @Test
  void sendsEachTextOnce() {
    ArrayList<String> fresh = new ArrayList<>();
    assertEquals(0, dictionary.id(null, fresh));
    assertEquals(0, dictionary.id("", fresh));
    assertEquals(1, dictionary.id("a", fresh));
    assertEquals(2, dictionary.id("b", fresh));
    assertEquals(1, dictionary.id(new String("a"), fresh));
    assertEquals("[a, b]", fresh.toString());
    dictionary.clear();
    assertEquals(1, dictionary.id("b", fresh));
    int id = 1;
    while (!dictionary.full()) {
      assertEquals(++id, dictionary.id("text " + id, fresh));
    }
    assertEquals(Dictionary.STRINGS_MAX, id);
  }

  @Test
  void boundsTheDictionaryByCharactersToo() {
    ArrayList<String> fresh = new ArrayList<>();
    String longText = new String(new char[100_000]).replace('\0', 'x');
    int count = 0;
    while (!dictionary.full()) {
      dictionary.id(longText + count++, fresh);
    }
    assertEquals(Dictionary.CHARACTERS_MAX / 100_000 + 1, count);
    assertTrue(fresh.get(0).length() <= 16 * 1024);
  }

  /** What comes off the wire says the same as what was recorded, batch after batch of one stream. */
  @Test
  void readsBackWhatItWrote() throws Exception {
    Random random = new Random(20261123);
    List<String> strings = new ArrayList<>();
    strings.add("");
    TracedRequests traced = new TracedRequests();
    for (int batchNumber = 0; batchNumber < 40; batchNumber++) {
      rows.clear();
      List<Transaction> written = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        TracedRequests.Request request = new TracedRequests.Request();
        request.path = "/app/p" + random.nextInt(20);
        request.status = 200 + random.nextInt(300);
        request.error = random.nextInt(4) == 0 ? new IllegalStateException("e" + random.nextInt(5)) : null;
        traced.request(request, () -> {});
        Transaction row = traced.take();
        row.userHash = random.nextLong();
        row.sessionKey = random.nextLong();
        for (int c = random.nextInt(6); c > 0; c--) {
          Call call = row.open((byte) random.nextInt(3), "select " + random.nextInt(9), "db");
          row.keep(call);
          Transaction.close(call);
          call.rows = random.nextInt(1000);
        }
        written.add(row);
        rows.add(row);
      }
      Batch batch = new Batch();
      batch.strings.addAll(rows.fresh);
      batch.transactions = rows.transactions;
      batch.calls = rows.callCount() > 0 ? rows.calls : null;
      ProtoWriter out = new ProtoWriter();
      batch.writeTo(out);
      Batch read = Batch.readFrom(new ProtoReader(out.buffer(), 0, out.size()));
      strings.addAll(read.strings);
      compare(written, read, strings);
    }
  }

  private static void compare(List<Transaction> written, Batch read, List<String> strings) {
    assertEquals(written.size(), read.transactions.startUsDelta.size);
    long start = 0;
    int call = 0;
    for (int i = 0; i < written.size(); i++) {
      Transaction row = written.get(i);
      start += read.transactions.startUsDelta.values[i];
      assertEquals(row.startMicros, start);
      assertEquals((row.endNanos - row.startNanos) / 1000, read.transactions.durationUs.values[i]);
      assertEquals(row.traceHigh, eight(read.transactions.traceIds.values, i * 16));
      assertEquals(row.traceLow, eight(read.transactions.traceIds.values, i * 16 + 8));
      assertEquals(row.spanId, eight(read.transactions.spanIds.values, i * 8));
      assertEquals(row.userHash, eight(read.transactions.userHashes.values, i * 8));
      assertEquals(row.sessionKey, eight(read.transactions.sessionKeys.values, i * 8));
      assertEquals(row.path, strings.get(read.transactions.path.values[i]));
      assertEquals(row.status, read.transactions.status.values[i]);
      assertEquals(row.error == null ? "" : row.error, strings.get(read.transactions.error.values[i]));
      assertEquals(row.peer, strings.get(read.transactions.address.values[i]));
      for (int c = 0; c < row.callCount; c++, call++) {
        assertEquals(i, read.calls.transaction.values[call]);
        assertEquals(row.calls[c].text, strings.get(read.calls.text.values[call]));
        assertEquals(row.calls[c].rows, read.calls.rows.values[call]);
        assertTrue(eight(read.calls.spanIds.values, call * 8) != 0);
      }
    }
    assertEquals(call, read.calls == null ? 0 : read.calls.transaction.size);
  }

  private static long eight(byte[] bytes, int at) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
