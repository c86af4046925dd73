package io.gyeot.agent.boot;

/** What happens to a request, in order. Methods do nothing unless overridden; what they throw is caught. */
public abstract class RequestListener {
  /** The container takes the request up. */
  public void begin(RequestContext context) {}

  /** A container thread takes it up again (async). */
  public void resume(RequestContext context) {}

  /** The container thread leaves it: it ended, or it waits for an async event. */
  public void suspend(RequestContext context) {}

  /** The headers are about to be sent; nothing is sent yet. May come not at all, or before {@link #finish}. */
  public void commit(RequestContext context) {}

  /** The last byte is about to be sent. */
  public void finish(RequestContext context) {}

  /** The container recycles its request object; exactly once a request. */
  public void end(RequestContext context, Object connectorRequest) {}
}
