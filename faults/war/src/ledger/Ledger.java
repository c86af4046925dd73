package ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

/**
 * What the fault suite writes and reads: registers by name, and a list that is changed in place. Answers lines of
 * {@code key=value}; what the agent knows of the answer's worth comes last, after the commit that saved the session.
 */
public final class Ledger extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Grows in place: setAttribute is called once, when it is made. */
  static final class Box implements Serializable {
    private static final long serialVersionUID = 1L;
    final ArrayList<String> elements = new ArrayList<String>();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PrintWriter out = response.getWriter();
    String what = request.getParameter("do");
    HttpSession session = request.getSession(what.equals("new"));
    if (session == null) {
      out.println("session=none");
    } else {
      out.println("session=" + session.getId());
      out.println("new=" + session.isNew());
      try {
        act(what, request, session, out);
      } catch (IllegalStateException dead) {
        out.println("ended=true");
      }
    }
    response.flushBuffer();
    worth(out);
    out.println("whole=true");
  }

  private static void act(String what, HttpServletRequest request, HttpSession session, PrintWriter out) {
    show(session, out);
    String value = request.getParameter("value");
    if (what.equals("new") || what.equals("write")) {
      session.setAttribute(request.getParameter("name"), value);
    } else if (what.equals("both")) {
      session.setAttribute("p", value);
      session.setAttribute("q", value);
    } else if (what.equals("add")) {
      Box box = (Box) session.getAttribute("box");
      if (box == null) {
        box = new Box();
        session.setAttribute("box", box);
      }
      synchronized (box) {
        box.elements.add(value);
      }
    } else if (what.equals("end")) {
      session.invalidate();
    } else if (what.equals("change")) {
      out.println("id=" + request.changeSessionId());
    } else if (what.equals("fill")) {
      fill(session, Integer.parseInt(request.getParameter("count")), Integer.parseInt(request.getParameter("bytes")));
    } else if (what.equals("idle")) {
      session.setMaxInactiveInterval(Integer.parseInt(value));
    } else if (what.equals("sum")) {
      out.println("sum=" + sum(session));
    }
    if (what.equals("new")) {
      session.setAttribute("box", new Box());
    }
  }

  private static void show(HttpSession session, PrintWriter out) {
    out.println("v=" + session.getAttribute("v"));
    out.println("w=" + session.getAttribute("w"));
    out.println("p=" + session.getAttribute("p"));
    out.println("q=" + session.getAttribute("q"));
    Box box = (Box) session.getAttribute("box");
    if (box != null) {
      synchronized (box) {
        out.println("box=" + String.join(",", box.elements));
      }
    }
  }

  private static void fill(HttpSession session, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[bytes];
      new Random(i).nextBytes(content);
      session.setAttribute("fill" + i, content);
    }
  }

  private static long sum(HttpSession session) {
    long sum = 0;
    for (int i = 0; session.getAttribute("fill" + i) != null; i++) {
      sum = sum * 31 + Arrays.hashCode((byte[]) session.getAttribute("fill" + i));
    }
    return sum;
  }

  /** The agent's own words about this request; absent when no agent is there. */
  private static void worth(PrintWriter out) {
    try {
      Class<?> type = Class.forName("io.gyeot.agent.boot.RequestContext");
      Object context = type.getMethod("current").invoke(null);
      for (String name : new String[] {"sessionFound", "sessionSaved"}) {
        Field field = type.getField(name);
        out.println(name + "=" + field.getInt(context));
      }
    } catch (ReflectiveOperationException | NullPointerException without) {
      out.println("agent=none");
    }
  }
}
