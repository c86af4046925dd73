package probe;

import java.io.Serializable;
import javax.servlet.http.HttpSessionActivationListener;
import javax.servlet.http.HttpSessionBindingEvent;
import javax.servlet.http.HttpSessionBindingListener;
import javax.servlet.http.HttpSessionEvent;

/** An attribute that hears of its own binding and of its session's moves. */
public final class Bound implements HttpSessionBindingListener, HttpSessionActivationListener, Serializable {
  private static final long serialVersionUID = 1L;
  private final String label;

  Bound(String label) {
    this.label = label;
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    Events.add("bound " + label + " visible=" + (event.getSession().getAttribute(event.getName()) == this));
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    Events.add("unbound " + label);
  }

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    Events.add("passivate " + label);
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    Events.add("activate " + label);
  }

  @Override
  public String toString() {
    return label;
  }
}
