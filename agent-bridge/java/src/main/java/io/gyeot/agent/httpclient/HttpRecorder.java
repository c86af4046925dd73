package io.gyeot.agent.httpclient;

import io.gyeot.agent.boot.HttpHook;
import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.trace.Call;
import io.gyeot.agent.trace.TraceIds;
import io.gyeot.agent.trace.TraceParent;
import io.gyeot.agent.trace.Transaction;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes calls of what the JDK's HTTP clients do inside a transaction and hands traceparent (and tracestate
 * where the client lets us) to the other side, unless the application set its own. The query is not recorded.
 */
final class HttpRecorder extends HttpHook {
  private static final int ERROR_MAX = 512;
  private static final String RESPONSE_CODE = "Server returned HTTP response code: ";

  @Override
  protected Object onUrlEnter(Object object) {
    Transaction transaction = current();
    if (transaction == null) {
      return null;
    }
    Call known = transaction.httpCall(object);
    if (known != null) {
      return known.endNanos == 0 ? known : null;
    }
    HttpURLConnection connection = (HttpURLConnection) object;
    URL url = connection.getURL();
    String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    String text = connection.getRequestMethod() + " " + url.getProtocol() + "://" + host + url.getPath();
    Call call = begin(transaction, text, host, object);
    if (call != null) {
      try {
        setHeaders(connection, transaction, call);
      } catch (IllegalStateException connectedBefore) {
        // Opened outside the transaction: the call is recorded, its header is gone.
      }
    }
    return call;
  }

  private static void setHeaders(HttpURLConnection connection, Transaction transaction, Call call) {
    if (connection.getRequestProperty("traceparent") != null) {
      return;
    }
    connection.setRequestProperty("traceparent", TraceParent.write(transaction, call.spanId));
    if (transaction.traceState != null && connection.getRequestProperty("tracestate") == null) {
      connection.setRequestProperty("tracestate", transaction.traceState);
    }
  }

  @Override
  protected void onUrlAnswered(Object token, Object connection) {
    Call call = (Call) token;
    if (call.endNanos == 0) {
      call.endNanos = System.nanoTime();
      call.rows = status((HttpURLConnection) connection);
    }
  }

  @Override
  protected void onUrlFailed(Object token, Object connection, Throwable failure) {
    Call call = (Call) token;
    if (call.endNanos != 0) {
      return;
    }
    call.endNanos = System.nanoTime();
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof java.io.FileNotFoundException) {
      // 404 or 410: the answer is there, only its body is refused.
      call.rows = status((HttpURLConnection) connection);
    } else if (message.startsWith(RESPONSE_CODE)) {
      call.rows = number(message, RESPONSE_CODE.length());
    } else {
      call.error = text(failure);
    }
  }

  @Override
  protected Object onClientEnter(Object request) {
    Transaction transaction = current();
    if (transaction == null) {
      return null;
    }
    URI uri = ClientMethods.uri(request);
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String text = ClientMethods.method(request) + " " + uri.getScheme() + "://" + host + path;
    return begin(transaction, text, host, request);
  }

  @Override
  protected String onClientHeader(Object request, String name) {
    Transaction transaction = current();
    Call call = transaction == null ? null : transaction.httpCall(request);
    if (call == null || call.endNanos != 0 || ClientMethods.hasHeader(request, "traceparent")) {
      return null;
    }
    if (name.equals("tracestate")) {
      return ClientMethods.hasHeader(request, name) ? null : transaction.traceState;
    }
    return TraceParent.write(transaction, call.spanId);
  }

  @Override
  protected void onClientSent(Object token, Object future) {
    // A stage of our own beside the application's: whatever it does with the future stays as it was.
    ((CompletableFuture<?>) future).whenComplete(new Answered((Call) token));
  }

  @Override
  protected void onClientFailed(Object token, Throwable failure) {
    finish((Call) token, 0, failure);
  }

  static void finish(Call call, long status, Throwable failure) {
    if (call.endNanos != 0) {
      return;
    }
    call.rows = status;
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      call.error = text(cause == null ? failure : cause);
    }
    call.endNanos = System.nanoTime();
  }

  private static Call begin(Transaction transaction, String text, String host, Object key) {
    Call call = transaction.open(Call.HTTP, text, host);
    if (call == null) {
      return null;
    }
    transaction.identify();
    call.spanId = TraceIds.span();
    call.key = key;
    transaction.keep(call);
    transaction.release(call);
    return call;
  }

  private static Transaction current() {
    RequestContext context = RequestContext.current();
    return context != null && context.trace instanceof Transaction ? (Transaction) context.trace : null;
  }

  /** From the status line; getResponseCode would do the same with more work. */
  private static long status(HttpURLConnection connection) {
    String line = connection.getHeaderField(0);
    int space = line == null ? -1 : line.indexOf(' ');
    return space < 0 ? 0 : number(line, space + 1);
  }

  private static long number(String text, int from) {
    long value = 0;
    for (int i = from; i < text.length() && i < from + 3; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static String text(Throwable failure) {
    String all = failure.getClass().getName() + ": " + failure.getMessage();
    return all.length() > ERROR_MAX ? all.substring(0, ERROR_MAX) + "…" : all;
  }
}
