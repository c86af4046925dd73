package io.gyeot.agent.trace;

import io.gyeot.agent.boot.HeaderSource;
import io.gyeot.agent.boot.RequestContext;
import io.gyeot.agent.boot.RequestFacts;
import io.gyeot.agent.boot.Requests;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Runs work inside a request that only exists for the trace part, and gives back its transaction. */
public final class TracedRequests {
  /** Work that may fail. */
  public interface Work {
    void run() throws Exception;
  }

  /** A container's request, as far as traces look at it. */
  public static final class Request implements HeaderSource, RequestFacts {
    public final Map<String, String> headers = new HashMap<>();
    public String method = "GET";
    public String path = "/app/page";
    public String peer = "10.1.2.3";
    public int status = 200;
    public Object error;

    @Override
    public String getHeader(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      String value = getHeader(name);
      return Collections.enumeration(value == null ? Collections.emptyList() : Collections.singletonList(value));
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public String getDecodedRequestURI() {
      return path;
    }

    @Override
    public String gyeotPeer() {
      return peer;
    }

    @Override
    public int gyeotStatus() {
      return status;
    }

    @Override
    public String gyeotApp() {
      return "/app";
    }

    @Override
    public Object gyeotError() {
      return error;
    }
  }

  public final TransactionRing ring = new TransactionRing();
  public final Tally tally = new Tally();
  public final TraceSettings settings = new TraceSettings();
  public final InFlight inFlight = new InFlight();

  public TracedRequests() {
    Requests.listenTrace(new TraceListener(new WallClock(), inFlight, ring, tally, settings));
  }

  public void request(Request request, Work work) throws Exception {
    RequestContext context = Requests.begin(request, request);
    try {
      work.run();
    } finally {
      Requests.end(context, request);
      Requests.suspend(context);
    }
  }

  public Transaction run(Work work) throws Exception {
    request(new Request(), work);
    return take();
  }

  /** The oldest transaction that ended; null when there is none. */
  public Transaction take() {
    Transaction next = ring.peek();
    if (next != null) {
      ring.remove();
    }
    return next;
  }
}
