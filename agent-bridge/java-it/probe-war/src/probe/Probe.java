package probe;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Random;
import javax.servlet.AsyncContext;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

/** One servlet for every way a session can be used; {@code do} says which. Answers lines of {@code key=value}. */
public final class Probe extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String what = request.getParameter("do");
    if (what.equals("events")) {
      for (String line : Events.LINES) {
        response.getWriter().println(line);
      }
    } else if (what.equals("peek")) {
      HttpSession session = request.getSession(false);
      response.getWriter().println("session=" + (session == null ? "none" : session.getId()));
      response.getWriter().println("valid=" + request.isRequestedSessionIdValid());
    } else if (!control(what, request, response) && !path(what, request, response)) {
      attributes(what, request, response);
    }
  }

  private static void tell(HttpServletResponse response, HttpSession session, String key, Object value)
      throws IOException {
    PrintWriter out = response.getWriter();
    out.println("id=" + session.getId());
    out.println("new=" + session.isNew());
    out.println(key + "=" + value);
  }

  private void attributes(String what, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    String name = request.getParameter("name");
    if (what.equals("count")) {
      Integer n = (Integer) session.getAttribute("n");
      n = n == null ? 1 : n + 1;
      session.setAttribute("n", n);
      tell(response, session, "n", n);
    } else if (what.equals("get")) {
      tell(response, session, "value", session.getAttribute(name));
    } else if (what.equals("set")) {
      session.setAttribute(name, request.getParameter("value"));
      tell(response, session, "value", request.getParameter("value"));
    } else if (what.equals("remove")) {
      session.removeAttribute(name);
      tell(response, session, "value", session.getAttribute(name));
    } else if (what.equals("mutate")) {
      Box box = (Box) session.getAttribute("box");
      if (box == null) {
        box = new Box();
        session.setAttribute("box", box);
      }
      box.add(request.getParameter("value"));
      tell(response, session, "value", box);
    } else if (what.equals("names")) {
      tell(response, session, "names", new java.util.TreeSet<String>(java.util.Collections.list(session.getAttributeNames())));
    } else if (what.equals("bound")) {
      session.setAttribute("bound", new Bound(request.getParameter("value")));
      tell(response, session, "value", "set");
    } else if (what.equals("versioned")) {
      session.setAttribute("versioned", new Versioned(request.getParameter("value")));
      tell(response, session, "value", "set");
    } else if (what.equals("nonser")) {
      session.setAttribute("thread", new Object());
      session.setAttribute("good", "yes");
      tell(response, session, "value", session.getAttribute("thread") != null);
    } else if (what.equals("big")) {
      byte[] bytes = new byte[Integer.parseInt(request.getParameter("bytes"))];
      new Random(7).nextBytes(bytes);
      session.setAttribute("big", bytes);
      tell(response, session, "hash", Arrays.hashCode(bytes));
    } else if (what.equals("bighash")) {
      byte[] bytes = (byte[]) session.getAttribute("big");
      tell(response, session, "hash", bytes == null ? "none" : Arrays.hashCode(bytes));
    } else {
      response.sendError(400, what);
    }
  }

  private boolean control(String what, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (what.equals("invalidate")) {
      HttpSession session = request.getSession();
      session.invalidate();
      response.getWriter().println("after=" + illegal(session));
    } else if (what.equals("renew")) {
      request.getSession().invalidate();
      HttpSession session = request.getSession(true);
      session.setAttribute("n", 100);
      tell(response, session, "n", 100);
    } else if (what.equals("change")) {
      request.getSession();
      String id = request.changeSessionId();
      tell(response, request.getSession(), "id2", id);
    } else if (what.equals("timeout")) {
      HttpSession session = request.getSession();
      session.setMaxInactiveInterval(Integer.parseInt(request.getParameter("s")));
      tell(response, session, "max", session.getMaxInactiveInterval());
    } else if (what.equals("times")) {
      HttpSession session = request.getSession();
      tell(response, session, "created", session.getCreationTime());
      response.getWriter().println("accessed=" + session.getLastAccessedTime());
      response.getWriter().println("max=" + session.getMaxInactiveInterval());
    } else {
      return false;
    }
    return true;
  }

  /** Names of the calls that threw IllegalStateException as the specification wants. */
  private static String illegal(HttpSession session) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      try {
        if (i == 0) {
          session.getCreationTime();
        } else if (i == 1) {
          session.getLastAccessedTime();
        } else if (i == 2) {
          session.getAttribute("n");
        } else if (i == 3) {
          session.setAttribute("n", 1);
        } else if (i == 4) {
          session.removeAttribute("n");
        } else if (i == 5) {
          session.invalidate();
        } else {
          session.isNew();
        }
        text.append('-');
      } catch (IllegalStateException expected) {
        text.append('x');
      }
    }
    session.setMaxInactiveInterval(5);
    return text + " " + (session.getId() != null);
  }

  private boolean path(String what, final HttpServletRequest request, final HttpServletResponse response)
      throws ServletException, IOException {
    final HttpSession session = request.getSession();
    final String value = request.getParameter("value");
    if (what.equals("flush")) {
      session.setAttribute("before", value);
      tell(response, session, "value", value);
      response.flushBuffer();
      if (request.getParameter("ms") != null) {
        pause(request);
      }
      session.setAttribute("after", value);
      response.getWriter().println("rest=of it");
    } else if (what.equals("redirect")) {
      session.setAttribute("redirect", value);
      response.sendRedirect("s?do=get&name=redirect");
    } else if (what.equals("error")) {
      session.setAttribute("error", value);
      response.sendError(404, "as asked");
    } else if (what.equals("throw")) {
      session.setAttribute("throw", value);
      throw new ServletException("as asked");
    } else if (what.equals("slow")) {
      Object before = session.getAttribute("slow");
      pause(request);
      String outcome = "written";
      try {
        session.setAttribute("slow", value);
      } catch (IllegalStateException dead) {
        outcome = "refused";
      }
      response.getWriter().println("before=" + before + "\noutcome=" + outcome);
    } else if (what.equals("slowbox")) {
      Box box = (Box) session.getAttribute("box");
      pause(request);
      box.add(value);
      tell(response, session, "value", box);
    } else if (what.equals("forward")) {
      request.getRequestDispatcher("/s?do=set&name=forward&value=" + value).forward(request, response);
    } else if (what.equals("include")) {
      request.getRequestDispatcher("/s?do=set&name=include&value=" + value).include(request, response);
    } else if (what.equals("cross")) {
      session.setAttribute("here", value);
      getServletContext()
          .getContext(request.getParameter("to"))
          .getRequestDispatcher("/s?do=set&name=there&value=" + value)
          .include(request, response);
    } else if (what.startsWith("async")) {
      async(what, value, session, request, response);
    } else {
      return false;
    }
    return true;
  }

  private static void async(
      final String what, final String value, final HttpSession session, final HttpServletRequest request,
      final HttpServletResponse response) {
    final AsyncContext async = request.startAsync();
    if (what.equals("async-timeout")) {
      session.setAttribute("async", value);
      async.setTimeout(200);
      return;
    }
    new Thread() {
      @Override
      public void run() {
        try {
          Thread.sleep(50);
          session.setAttribute("async", value);
          if (what.equals("async-dispatch")) {
            async.dispatch("/s?do=get&name=async");
          } else {
            tell(response, session, "value", value);
            if (what.equals("async-flush")) {
              response.flushBuffer();
              session.setAttribute("async2", value);
            }
            async.complete();
          }
        } catch (Exception failed) {
          failed.printStackTrace();
        }
      }
    }.start();
  }

  private static void pause(HttpServletRequest request) {
    try {
      Thread.sleep(Long.parseLong(request.getParameter("ms")));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
