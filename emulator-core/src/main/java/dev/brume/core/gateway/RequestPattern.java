package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Identifies requests for a service that can't be told by their signatures, from those for another
 * service which accepts any path: they are signed by the same name, or not at all.
 *
 * @param method null for any
 * @param path all of it, without the query
 * @param headers of which every request has one at least, where there are any
 */
public record RequestPattern(String method, Pattern path, List<String> headers) {
  /**
   * Requests of any method.
   *
   * @param pathPrefix how all paths begin
   */
  public RequestPattern(String pathPrefix, List<String> headers) {
    this(null, Pattern.compile(Pattern.quote(pathPrefix) + ".*"), headers);
  }

  boolean isOn(HttpRequest request) {
    if (method != null && !method.equals(request.method())
        || !path.matcher(request.path()).matches()) {
      return false;
    }
    for (String header : headers) {
      if (request.header(header) != null) {
        return true;
      }
    }
    return headers.isEmpty();
  }
}
