package io.gyeot.agent.jdbc;

import io.gyeot.agent.boot.JdbcHook;
import io.gyeot.agent.weave.Weaver;

/** Wires the JDBC part: one patch a driver, one for the pools. */
public final class JdbcModule {
  private JdbcModule() {}

  public static PoolRegistry install(Weaver weaver) {
    PoolRegistry pools = new PoolRegistry();
    JdbcHook.install(new JdbcRecorder(pools));
    for (int i = 0; i < DriverTable.count(); i++) {
      weaver.add(new DriverPatch(i));
    }
    weaver.add(new PoolPatch());
    return pools;
  }
}
