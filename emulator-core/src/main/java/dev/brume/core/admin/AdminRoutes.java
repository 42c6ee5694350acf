package dev.brume.core.admin;

import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.QueryString;
import dev.brume.core.state.StateException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes requests below one path by method and path. An unknown path is 404, an unsupported method
 * 405, unusable input 400, each with a JSON body that explains the error.
 */
public final class AdminRoutes implements InternalEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);
  private static final String ANY = "*";
  private static final int UNAUTHORIZED = 401;

  private final List<AdminRoute> routes = new ArrayList<>();
  private final HostGuard guard;
  private final AdminToken token;

  /** Handles a request; {@code wildcard} is the segment matched by the asterisk, or null. */
  @FunctionalInterface
  public interface Action {
    /**
     * @return a map or list, sent as JSON, or an {@link HttpResponse}
     * @throws AdminRefusal to refuse
     */
    Object run(HttpRequest request, String wildcard);
  }

  private record AdminRoute(String method, String[] segments, boolean takesStreams, Action action) {
    boolean matches(String[] path) {
      if (path.length != segments.length) {
        return false;
      }
      for (int i = 0; i < path.length; i++) {
        if (!segments[i].equals(ANY) && !segments[i].equals(path[i])) {
          return false;
        }
      }
      return true;
    }

    String wildcard(String[] path) {
      for (int i = 0; i < path.length; i++) {
        if (segments[i].equals(ANY)) {
          return QueryString.decode(path[i]);
        }
      }
      return null;
    }
  }

  /** Paths for all callers except pages of foreign sites. */
  public AdminRoutes(HostGuard guard) {
    this(guard, AdminToken.NONE);
  }

  /** Paths for which callers from other machines need a token. */
  public AdminRoutes(HostGuard guard, AdminToken token) {
    this.guard = guard;
    this.token = token;
  }

  /**
   * Adds a route to {@code action}. A route for GET also answers HEAD.
   *
   * @param path such as {@code /_localstack/state/&#42;/reset}; an asterisk matches one segment
   */
  public AdminRoutes on(String method, String path, Action action) {
    return on(method, path, false, action);
  }

  /** The same, refusing parameters that {@code input} does not accept. */
  AdminRoutes on(String method, String path, AdminInput input, Action action) {
    return on(
        method,
        path,
        (request, wildcard) -> {
          input.check(request);
          return action.run(request, wildcard);
        });
  }

  /** The same for bodies of any length, which {@code action} receives as a stream. */
  public AdminRoutes onStream(String method, String path, Action action) {
    return on(method, path, true, action);
  }

  private AdminRoutes on(String method, String path, boolean takesStreams, Action action) {
    routes.add(new AdminRoute(method, path.split("/"), takesStreams, action));
    return this;
  }

  @Override
  public boolean takesStreams(HttpRequest request) {
    String[] path = request.path().split("/");
    return routes.stream()
        .anyMatch(
            route ->
                route.takesStreams && route.matches(path) && route.method.equals(request.method()));
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    try {
      guard.check(request);
      token.check(request);
      Object result = find(request);
      return result instanceof HttpResponse response ? response : json(200, result);
    } catch (AdminRefusal refusal) {
      HttpResponse response = json(refusal.status(), Map.of("error", refusal.getMessage()));
      if (refusal.status() == UNAUTHORIZED) {
        response.headers().add("WWW-Authenticate", "Bearer");
      }
      return response;
    } catch (NotAllowed refusal) {
      HttpResponse response =
          json(405, Map.of("error", request.method() + " is not supported here"));
      response.headers().add("Allow", String.join(", ", refusal.allowed));
      return response;
    } catch (StateException unwritten) {
      return json(503, Map.of("error", unwritten.getMessage()));
    } catch (RuntimeException e) {
      if (e.getCause() instanceof StateException unwritten) {
        return json(503, Map.of("error", unwritten.getMessage()));
      }
      LOG.error("{} {} failed", request.method(), request.path(), e);
      return json(500, Map.of("error", "That failed: the log tells why"));
    }
  }

  private Object find(HttpRequest request) {
    String[] path = request.path().split("/");
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Set<String> allowed = new LinkedHashSet<>();
    for (AdminRoute route : routes) {
      if (route.matches(path)) {
        if (route.method.equals(method)) {
          return route.action.run(request, route.wildcard(path));
        }
        allowed.add(route.method);
      }
    }
    if (allowed.isEmpty()) {
      throw AdminRefusal.notFound("There is no " + request.path());
    }
    throw new NotAllowed(allowed);
  }

  private static final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> allowed;

    NotAllowed(Set<String> allowed) {
      super(null, null, false, false);
      this.allowed = allowed;
    }
  }

  /** A response with a JSON body. */
  public static HttpResponse json(int status, Object value) {
    Headers headers = new Headers().add("Content-Type", "application/json");
    return HttpResponse.of(status, headers, Json.write(value));
  }
}
