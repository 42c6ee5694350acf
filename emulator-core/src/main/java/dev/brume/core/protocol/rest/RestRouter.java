package dev.brume.core.protocol.rest;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operation for a method, a path and a query string. Created by the service's first
 * request.
 *
 * <p>Of several patterns that match, the most specific wins. Operations of S3 may share one pattern
 * (PutObject, CopyObject, UploadPart and UploadPartCopy do); then the parameter {@code x-id}
 * decides, and if a client does not send it, the headers and parameters that an operation requires.
 */
final class RestRouter {
  /** An operation and its labels, still encoded. */
  record Match(Operation<?, ?> operation, Map<String, String> encodedLabels) {}

  /**
   * @param pattern one object for all operations that share it
   */
  private record PathRoute(Operation<?, ?> operation, UriPattern pattern)
      implements Comparable<PathRoute> {
    @Override
    public int compareTo(PathRoute other) {
      return pattern.compareSpecificity(other.pattern);
    }
  }

  /** The most specific route first, by method. */
  private final Map<String, List<PathRoute>> routesByMethod = new HashMap<>();

  private RestRouter() {}

  static RestRouter of(ServiceSchema service) {
    RestRouter router = new RestRouter();
    Map<UriPattern, UriPattern> patterns = new HashMap<>();
    for (Operation<?, ?> operation : service.operationMap().values()) {
      router
          .routesByMethod
          .computeIfAbsent(operation.method(), method -> new ArrayList<>())
          .add(
              new PathRoute(
                  operation, patterns.computeIfAbsent(UriPattern.of(operation), same -> same)));
    }
    for (List<PathRoute> routes : router.routesByMethod.values()) {
      Collections.sort(routes);
    }
    return router;
  }

  /** The operation of {@code request}, or null. */
  Match match(HttpRequest request, QueryParameters query) {
    List<String> parts = UriPattern.split(request.path());
    List<PathRoute> routes = routesByMethod.getOrDefault(request.method(), List.of());
    List<Match> candidates = new ArrayList<>(4);
    UriPattern best = null;
    for (PathRoute route : routes) {
      if (best != null && best.compareSpecificity(route.pattern) != 0) {
        break;
      }
      Map<String, String> labels = null;
      if (route.pattern == best) {
        labels = candidates.getLast().encodedLabels;
      } else if (route.pattern.isQueryMet(query)) {
        labels = route.pattern.match(request.path(), parts);
      }
      if (labels != null) {
        best = route.pattern;
        candidates.add(new Match(route.operation, labels));
      }
    }
    return candidates.size() < 2
        ? candidates.isEmpty() ? null : candidates.getFirst()
        : choose(candidates, request, query);
  }

  private static Match choose(List<Match> candidates, HttpRequest request, QueryParameters query) {
    String named = query.first(UriPattern.OPERATION_PARAMETER);
    Match chosen = null;
    int most = -1;
    for (Match candidate : candidates) {
      if (candidate.operation.name().equals(named)) {
        return candidate;
      }
      int met = requirementsMet(candidate.operation, request, query);
      if (met > most) {
        chosen = candidate;
        most = met;
      }
    }
    return chosen == null ? candidates.getFirst() : chosen;
  }

  /**
   * The number of headers and parameters that an operation requires; -1 if one of them is missing.
   */
  private static int requirementsMet(
      Operation<?, ?> operation, HttpRequest request, QueryParameters query) {
    int met = 0;
    for (Member member : operation.input().members()) {
      boolean header = member.location() == Location.HEADER;
      if (member.isRequired() && (header || member.location() == Location.QUERY)) {
        String name = member.locationName();
        if ((header ? request.header(name) : query.first(name)) == null) {
          return -1;
        }
        met++;
      }
    }
    return met;
  }

  /** The methods of the operations with that path, in alphabetical order. */
  Set<String> methods(String path) {
    List<String> parts = UriPattern.split(path);
    Set<String> methods = new TreeSet<>();
    routesByMethod.forEach(
        (method, routes) -> {
          if (routes.stream().anyMatch(route -> route.pattern.match(path, parts) != null)) {
            methods.add(method);
          }
        });
    return methods;
  }
}
