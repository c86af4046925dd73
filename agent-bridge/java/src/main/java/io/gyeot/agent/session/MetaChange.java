package io.gyeot.agent.session;

import io.gyeot.agent.proto.session.SessionMeta;

/** Meta to be saved, and what to remember once it is. */
public final class MetaChange {
  public final SessionMeta meta;

  /** True when {@code meta.container} is to be taken. */
  public final boolean container;

  /** The container state this meta was made of; opaque to this package. */
  public final Object state;

  public MetaChange(SessionMeta meta, boolean container, Object state) {
    this.meta = meta;
    this.container = container;
    this.state = state;
  }
}
