package io.gyeot.agent.gauge;

import io.gyeot.agent.proto.telemetry.Gauges;
import io.gyeot.agent.proto.telemetry.Pool;
import java.util.ArrayList;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Threads of Tomcat's connectors and the server's own name, from the MBean server the container made. None is
 * ever made here.
 */
final class ConnectorGauges {
  /** The names are asked again after this time: connectors come and go seldom. */
  private static final long NAMES_NANOS = 20_000_000_000L;

  /** Connectors shown; protects the batch from a server with a strange set of beans. */
  private static final int CONNECTORS_MAX = 16;

  private final ArrayList<ObjectName> names = new ArrayList<ObjectName>();
  private MBeanServer server;
  private String serverName = "";
  private boolean asked;
  private long askedNanos;

  String server() {
    return serverName;
  }

  void read(Gauges gauges, long nowNanos) {
    try {
      find(nowNanos);
      for (ObjectName name : names) {
        Pool pool = new Pool();
        pool.name = unquoted(name.getKeyProperty("name"));
        pool.busy = number(name, "currentThreadsBusy");
        pool.size = number(name, "currentThreadCount");
        pool.max = number(name, "maxThreads");
        gauges.connectors.add(pool);
      }
    } catch (JMException | RuntimeException gone) {
      asked = false;
    }
  }

  private void find(long nowNanos) throws JMException {
    if (asked && nowNanos - askedNanos < NAMES_NANOS && !names.isEmpty()) {
      return;
    }
    asked = true;
    askedNanos = nowNanos;
    names.clear();
    for (MBeanServer candidate : MBeanServerFactory.findMBeanServer(null)) {
      Set<ObjectName> found = candidate.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null);
      for (ObjectName name : found) {
        boolean tomcat = name.getDomain().equals("Catalina") || name.getDomain().equals("Tomcat");
        if (tomcat && names.size() < CONNECTORS_MAX && name.getKeyPropertyList().size() == 2) {
          names.add(name);
        }
      }
      if (!names.isEmpty()) {
        server = candidate;
        name(names.get(0).getDomain());
        return;
      }
    }
  }

  private void name(String domain) throws JMException {
    ObjectName bean = new ObjectName(domain + ":type=Server");
    if (serverName.isEmpty() && server.isRegistered(bean)) {
      serverName = String.valueOf(server.getAttribute(bean, "serverInfo"));
    }
  }

  private int number(ObjectName name, String attribute) throws JMException {
    Object value = server.getAttribute(name, attribute);
    return value instanceof Number ? Math.max(0, ((Number) value).intValue()) : 0;
  }

  private static String unquoted(String name) {
    boolean quoted = name != null && name.length() > 1 && name.startsWith("\"");
    return quoted ? ObjectName.unquote(name) : String.valueOf(name);
  }
}
