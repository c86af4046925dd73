package probe;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.http.HttpSessionAttributeListener;
import javax.servlet.http.HttpSessionBindingEvent;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionIdListener;
import javax.servlet.http.HttpSessionListener;

/** Writes down what the container tells of sessions, for the tests to read. */
public final class Events implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {
  static final Queue<String> LINES = new ConcurrentLinkedQueue<String>();

  static void add(String line) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    LINES.add(line + (loader == Events.class.getClassLoader() ? "" : " WRONG-LOADER"));
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    add("created " + event.getSession().getId());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    add("destroyed " + event.getSession().getId() + " n=" + event.getSession().getAttribute("n"));
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    add("changed " + oldId + " " + event.getSession().getId());
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    add("added " + event.getName() + " " + event.getSession().getId());
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    add("removed " + event.getName() + " " + event.getSession().getId());
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    add("replaced " + event.getName() + " " + event.getSession().getId());
  }
}
