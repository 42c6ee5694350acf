package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import java.util.List;

/**
 * Identifies requests for a service that shares its signing name with another service which accepts
 * any path.
 *
 * @param pathPrefix how all of its paths begin
 * @param headers of which every request has one at least
 */
public record RequestPattern(String pathPrefix, List<String> headers) {
  boolean isOn(HttpRequest request) {
    if (!request.path().startsWith(pathPrefix)) {
      return false;
    }
    for (String header : headers) {
      if (request.header(header) != null) {
        return true;
      }
    }
    return false;
  }
}
