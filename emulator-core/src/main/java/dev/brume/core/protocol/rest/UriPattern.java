package dev.brume.core.protocol.rest;

import dev.brume.core.schema.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The URI of an operation, such as {@code /{Bucket}/{Key+}?tagging}: literal segments, labels of
 * one segment, a greedy label for the rest, and required query parameters.
 *
 * <p>Paths are matched as sent and then decoded, once, byte by byte: {@code //}, {@code .}, {@code
 * ..} and {@code %2F} inside a greedy label are part of the value.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html#http-trait">Smithy: http</a>
 */
final class UriPattern {
  /**
   * Names the operation. Newer SDKs send it; for other clients the operation is identified by other
   * means.
   */
  static final String OPERATION_PARAMETER = "x-id";

  private enum Kind {
    LITERAL,
    LABEL,
    GREEDY
  }

  private record Segment(Kind kind, String text) {}

  private final List<Segment> segments;
  private final int greedyAt;
  private final Map<String, String> query;

  private UriPattern(List<Segment> segments, Map<String, String> query) {
    this.segments = segments;
    this.query = query;
    int greedy = -1;
    for (int i = 0; i < segments.size(); i++) {
      greedy = segments.get(i).kind == Kind.GREEDY ? i : greedy;
    }
    this.greedyAt = greedy;
  }

  /** The pattern of {@code operation}. */
  static UriPattern of(Operation<?, ?> operation) {
    String uri = operation.uri();
    int mark = uri.indexOf('?');
    List<Segment> segments = new ArrayList<>();
    for (String text : split(mark < 0 ? uri : uri.substring(0, mark))) {
      segments.add(segment(text));
    }
    return new UriPattern(segments, mark < 0 ? Map.of() : literals(uri.substring(mark + 1)));
  }

  private static Segment segment(String text) {
    if (!text.startsWith("{")) {
      return new Segment(Kind.LITERAL, text);
    }
    boolean greedy = text.endsWith("+}");
    String name = text.substring(1, text.length() - (greedy ? 2 : 1));
    return new Segment(greedy ? Kind.GREEDY : Kind.LABEL, name);
  }

  private static Map<String, String> literals(String query) {
    Map<String, String> literals = new LinkedHashMap<>();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (!name.equals(OPERATION_PARAMETER)) {
        literals.put(name, equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return literals;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UriPattern pattern
        && segments.equals(pattern.segments)
        && query.equals(pattern.query);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  /** The segments of a path; {@code /} has none, and a final slash adds none. */
  static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  /** Whether all query parameters that the pattern requires are present. */
  boolean isQueryMet(QueryParameters parameters) {
    for (Map.Entry<String, String> wanted : query.entrySet()) {
      String found = parameters.first(wanted.getKey());
      if (found == null || !wanted.getValue().isEmpty() && !wanted.getValue().equals(found)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Matches a path.
   *
   * @param path as sent
   * @param parts the segments of that path
   * @return the labels' values by name, still encoded; null if the path does not match
   */
  Map<String, String> match(String path, List<String> parts) {
    int behind = greedyAt < 0 ? 0 : segments.size() - greedyAt - 1;
    if (greedyAt < 0 ? parts.size() != segments.size() : parts.size() < segments.size()) {
      return null;
    }
    Map<String, String> labels = LinkedHashMap.newLinkedHashMap(2);
    int plain = greedyAt < 0 ? segments.size() : greedyAt;
    for (int i = 0; i < plain; i++) {
      if (!matches(segments.get(i), parts.get(i), labels)) {
        return null;
      }
    }
    for (int i = 1; i <= behind; i++) {
      Segment segment = segments.get(segments.size() - i);
      if (!matches(segment, parts.get(parts.size() - i), labels)) {
        return null;
      }
    }
    if (greedyAt >= 0) {
      String rest = rest(path, parts, behind);
      if (rest.isEmpty()) {
        return null;
      }
      labels.put(segments.get(greedyAt).text, rest);
    }
    return labels;
  }

  private static boolean matches(Segment segment, String part, Map<String, String> labels) {
    if (segment.kind == Kind.LITERAL) {
      return segment.text.equals(part);
    }
    if (part.isEmpty()) {
      return false;
    }
    labels.put(segment.text, part);
    return true;
  }

  /** The value of a greedy label: all but the segments before it and the literals after it. */
  private String rest(String path, List<String> parts, int behind) {
    int start = 1;
    for (int i = 0; i < greedyAt; i++) {
      start += parts.get(i).length() + 1;
    }
    int end = path.length();
    if (behind > 0 && path.endsWith("/")) {
      end--;
    }
    for (int i = 1; i <= behind; i++) {
      end -= parts.get(parts.size() - i).length() + 1;
    }
    return start < end ? path.substring(start, end) : "";
  }

  /**
   * Less than zero if this pattern is more specific than {@code other}: by the first segment in
   * which the two differ, a literal before a label before a greedy label; then the longer path;
   * then the more query parameters.
   */
  int compareSpecificity(UriPattern other) {
    int shared = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < shared; i++) {
      int difference = segments.get(i).kind.compareTo(other.segments.get(i).kind);
      if (difference != 0) {
        return difference;
      }
    }
    if (segments.size() != other.segments.size()) {
      return other.segments.size() - segments.size();
    }
    return other.query.size() - query.size();
  }
}
