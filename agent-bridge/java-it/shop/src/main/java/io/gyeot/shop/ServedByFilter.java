package io.gyeot.shop;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says in a header which server answered, and reads every form as UTF-8. */
public final class ServedByFilter implements Filter {
  private String was = "?";

  @Override
  public void init(FilterConfig config) {
    was = Shopper.was(config.getServletContext());
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setCharacterEncoding("UTF-8");
    ((HttpServletResponse) response).setHeader("X-Shop-Was", was);
    ((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }

  @Override
  public void destroy() {}
}
