package io.gyeot.agent.boot;

/**
 * Entry points of woven code for the life of a request. Never throws into the container; costs a volatile
 * read when nothing listens. Methods take the note as Object, so that woven code needs no cast; null is allowed.
 */
public final class Requests {
  private static volatile RequestListener trace;
  private static volatile RequestListener sessions;

  private Requests() {}

  public static void listenTrace(RequestListener listener) {
    trace = listener;
  }

  public static void listenSessions(RequestListener listener) {
    sessions = listener;
  }

  /** Opens a request and makes it this thread's current one. The caller keeps the result as the request's note. */
  public static RequestContext begin(Object request, Object response) {
    RequestContext context = new RequestContext(request, response);
    RequestContext.CURRENT.set(context);
    // The trace starts first, so that what sessions cost is inside the transaction.
    try {
      RequestListener first = trace;
      if (first != null) {
        first.begin(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("trace.begin", failure);
    }
    try {
      RequestListener second = sessions;
      if (second != null) {
        second.begin(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("sessions.begin", failure);
    }
    return context;
  }

  /** This thread takes the request up again. */
  public static void resume(Object note) {
    if (!(note instanceof RequestContext)) {
      return;
    }
    RequestContext context = (RequestContext) note;
    RequestContext.CURRENT.set(context);
    try {
      RequestListener first = trace;
      if (first != null) {
        first.resume(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("trace.resume", failure);
    }
    try {
      RequestListener second = sessions;
      if (second != null) {
        second.resume(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("sessions.resume", failure);
    }
  }

  /** This thread leaves the request. */
  public static void suspend(Object note) {
    if (note instanceof RequestContext) {
      RequestContext context = (RequestContext) note;
      try {
        RequestListener first = sessions;
        if (first != null) {
          first.suspend(context);
        }
      } catch (Throwable failure) {
        HookLog.failed("sessions.suspend", failure);
      }
      try {
        RequestListener second = trace;
        if (second != null) {
          second.suspend(context);
        }
      } catch (Throwable failure) {
        HookLog.failed("trace.suspend", failure);
      }
    }
    RequestContext.CURRENT.remove();
  }

  /** The headers are about to be sent. Sessions first: what they save must be safe before anyone sees it. */
  public static void commit(Object note) {
    if (!(note instanceof RequestContext)) {
      return;
    }
    RequestContext context = (RequestContext) note;
    if (context.ended) {
      // The note of an earlier request: this answer was refused before it was taken up.
      return;
    }
    try {
      RequestListener first = sessions;
      if (first != null) {
        first.commit(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("sessions.commit", failure);
    }
    try {
      RequestListener second = trace;
      if (second != null) {
        second.commit(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("trace.commit", failure);
    }
  }

  /** The last byte is about to be sent. */
  public static void finish(Object note) {
    if (!(note instanceof RequestContext)) {
      return;
    }
    RequestContext context = (RequestContext) note;
    if (context.ended) {
      // The note of an earlier request: this answer was refused before it was taken up.
      return;
    }
    try {
      RequestListener first = sessions;
      if (first != null) {
        first.finish(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("sessions.finish", failure);
    }
    try {
      RequestListener second = trace;
      if (second != null) {
        second.finish(context);
      }
    } catch (Throwable failure) {
      HookLog.failed("trace.finish", failure);
    }
  }

  /** The container recycles its request; only the first call for a request counts. */
  public static void end(Object note, Object connectorRequest) {
    if (!(note instanceof RequestContext)) {
      return;
    }
    RequestContext context = (RequestContext) note;
    synchronized (context) {
      if (context.ended) {
        return;
      }
      context.ended = true;
    }
    try {
      RequestListener first = sessions;
      if (first != null) {
        first.end(context, connectorRequest);
      }
    } catch (Throwable failure) {
      HookLog.failed("sessions.end", failure);
    }
    try {
      RequestListener second = trace;
      if (second != null) {
        second.end(context, connectorRequest);
      }
    } catch (Throwable failure) {
      HookLog.failed("trace.end", failure);
    }
  }
}
