package dev.brume.core.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A compiled pattern. A document matches if every field of the pattern accepts its value, or one of
 * its values if it is an array. Fields below an array of objects must match in the same object.
 * {@code $or} lists alternatives.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Amazon
 *     SNS subscription filter policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event
 *     patterns</a>
 */
public final class EventPattern {
  private final List<List<PatternField>> alternatives;

  /** Whether all fields of all alternatives are members of the document itself. */
  private final boolean isFlat;

  private EventPattern(List<List<PatternField>> alternatives) {
    this.alternatives = alternatives;
    isFlat = alternatives.stream().allMatch(EventPattern::isFlat);
  }

  private static boolean isFlat(List<PatternField> fields) {
    Set<String> paths = new HashSet<>();
    return fields.stream().allMatch(field -> field.isAtTop() && paths.add(field.path()));
  }

  /** A field and the rest of its path. */
  private record Pending(PatternField field, String rest) {
    boolean isAtEnd() {
      return rest == null;
    }

    boolean acceptsAbsence() {
      return field.accepts(null);
    }

    /** The rest after the member of that name; unchanged if the path does not lead there. */
    Pending behind(String name) {
      if (rest.equals(name)) {
        return new Pending(field, null);
      }
      boolean leads =
          rest.length() > name.length()
              && rest.startsWith(name)
              && rest.charAt(name.length()) == '.';
      return leads ? new Pending(field, rest.substring(name.length() + 1)) : this;
    }
  }

  /**
   * Compiles a pattern.
   *
   * @throws PatternFault if {@code text} is not a pattern
   */
  public static EventPattern compile(String text) throws PatternFault {
    return new EventPattern(PatternParser.parse(text));
  }

  /** Whether a document, which is a JSON object, matches. */
  public boolean matches(JsonNode document) {
    for (List<PatternField> fields : alternatives) {
      if (isFlat) {
        if (matchesMembers(fields, document)) {
          return true;
        }
        continue;
      }
      List<Pending> all = new ArrayList<>(fields.size());
      for (PatternField field : fields) {
        all.add(new Pending(field, field.path()));
      }
      if (matchesObject(all, document)) {
        return true;
      }
    }
    return false;
  }

  /** The same as {@link #matchesObject}, for fields whose path is just their name. */
  private static boolean matchesMembers(List<PatternField> fields, JsonNode document) {
    for (PatternField field : fields) {
      JsonNode value = document.get(field.path());
      boolean isPlain = value == null || value.isValueNode();
      if (isPlain ? !field.accepts(value) : !matchesValue(field, value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesValue(PatternField field, JsonNode value) {
    return matchesValue(List.of(new Pending(field, null)), value);
  }

  private static boolean matchesObject(List<Pending> wanted, JsonNode object) {
    Map<String, List<Pending>> byMember = new LinkedHashMap<>();
    for (Pending pending : wanted) {
      List<String> names = new ArrayList<>();
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (pending.behind(name) != pending) {
                  names.add(name);
                }
              });
      if (names.size() == 1) {
        byMember
            .computeIfAbsent(names.get(0), none -> new ArrayList<>())
            .add(pending.behind(names.get(0)));
      } else if (!matchesOneOf(names, pending, object)) {
        return false;
      }
    }
    for (Map.Entry<String, List<Pending>> member : byMember.entrySet()) {
      if (!matchesValue(member.getValue(), object.get(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Names may contain dots, so that several members may lead to a field, or none. */
  private static boolean matchesOneOf(List<String> names, Pending pending, JsonNode object) {
    if (names.isEmpty()) {
      return pending.acceptsAbsence();
    }
    for (String name : names) {
      if (matchesValue(List.of(pending.behind(name)), object.get(name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesValue(List<Pending> wanted, JsonNode value) {
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (matchesValue(wanted, element)) {
          return true;
        }
      }
      return value.isEmpty() && wanted.stream().allMatch(Pending::acceptsAbsence);
    }
    List<Pending> below = new ArrayList<>();
    for (Pending pending : wanted) {
      if (!pending.isAtEnd() && value.isObject()) {
        below.add(pending);
      } else {
        boolean isThere = pending.isAtEnd() && !value.isObject();
        if (!pending.field().accepts(isThere ? value : null)) {
          return false;
        }
      }
    }
    return below.isEmpty() || matchesObject(below, value);
  }

  /** The number of fields tested, each counted once. */
  public int fieldCount() {
    Set<String> paths = new HashSet<>();
    alternatives.forEach(fields -> fields.forEach(field -> paths.add(field.path())));
    return paths.size();
  }

  /**
   * The complexity of its wildcards: for each field, the points of its wildcard patterns times
   * their number, in the alternative with the highest result. A pattern with one asterisk has one
   * point; one with more has three per asterisk.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
   *     policy constraints</a>
   */
  public int wildcardPoints() {
    int most = 0;
    for (List<PatternField> fields : alternatives) {
      int sum = 0;
      for (PatternField field : fields) {
        int points = 0;
        for (int asterisks : field.wildcards()) {
          points += asterisks > 1 ? 3 * asterisks : asterisks;
        }
        sum += points * field.wildcards().size();
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** The most asterisks in one of its wildcard patterns. */
  public int asterisks() {
    return alternatives.stream()
        .flatMap(List::stream)
        .flatMap(field -> field.wildcards().stream())
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /** The number of names on the path to its deepest field. */
  public int depth() {
    return alternatives.stream()
        .flatMap(List::stream)
        .mapToInt(PatternField::depth)
        .max()
        .orElse(0);
  }

  /**
   * The number of combinations of values: the sum over the alternatives of the product of the
   * fields' value counts, each multiplied by the field's depth.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
   *     policy constraints</a>
   */
  public long combinations() {
    long sum = 0;
    for (List<PatternField> fields : alternatives) {
      double product = 1;
      for (PatternField field : fields) {
        product *= (double) field.tests().size() * field.depth();
      }
      sum = (long) Math.min(Integer.MAX_VALUE, sum + product);
    }
    return sum;
  }
}
