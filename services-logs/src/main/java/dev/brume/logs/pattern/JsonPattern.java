package dev.brume.logs.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.brume.core.kit.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A pattern such as {@code { ($.status = 4*) && ($.user.id IS NULL) }}, for JSON messages. A
 * condition on a missing property is false, except for NOT EXISTS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     Filter pattern syntax: JSON log events</a>
 */
final class JsonPattern implements LogPattern {
  private static final int MAX_DEPTH = 50;
  private static final String ENDS = " \t\r\n)&|}";

  private final PatternText text;
  private final Map<String, List<String>> selectors = new LinkedHashMap<>();
  private Predicate<JsonNode> condition;

  private JsonPattern(String pattern) {
    text = new PatternText(pattern);
  }

  static JsonPattern parse(String pattern) throws InvalidPatternException {
    JsonPattern parsed = new JsonPattern(pattern);
    parsed.text.expect("{");
    parsed.condition = parsed.either(0);
    parsed.text.expect("}");
    if (!parsed.text.atEnd()) {
      throw PatternText.invalid();
    }
    return parsed;
  }

  private Predicate<JsonNode> either(int depth) throws InvalidPatternException {
    Predicate<JsonNode> all = both(depth);
    while (text.skip("||")) {
      text.skipSpace();
      all = all.or(both(depth));
    }
    return all;
  }

  private Predicate<JsonNode> both(int depth) throws InvalidPatternException {
    Predicate<JsonNode> all = single(depth);
    while (text.skip("&&")) {
      text.skipSpace();
      all = all.and(single(depth));
    }
    return all;
  }

  private Predicate<JsonNode> single(int depth) throws InvalidPatternException {
    if (depth > MAX_DEPTH) {
      throw PatternText.invalid();
    }
    text.skipSpace();
    Predicate<JsonNode> single;
    if (text.skip("(")) {
      single = either(depth + 1);
      text.expect(")");
    } else {
      single = comparison(selector());
    }
    text.skipSpace();
    return single;
  }

  /** The steps of a selector such as {@code $.a[0]["b.c"].*}. */
  private List<String> selector() throws InvalidPatternException {
    List<String> steps = new ArrayList<>();
    StringBuilder name = new StringBuilder("$");
    if (!text.skip("$")) {
      throw PatternText.invalid();
    }
    while (text.peek() == '.' || text.peek() == '[') {
      if (text.skip(".")) {
        String step = text.until(" \t\r\n.[=!<>)&|}");
        name.append('.').append(step);
        steps.add(step);
      } else {
        text.skip("[");
        String step = text.peek() == '"' ? text.quoted() : text.until("]").strip();
        text.expect("]");
        name.append('[').append(step).append(']');
        steps.add(step);
      }
    }
    if (steps.isEmpty() || steps.contains("")) {
      throw PatternText.invalid();
    }
    selectors.put(name.toString(), steps);
    text.skipSpace();
    return steps;
  }

  private Predicate<JsonNode> comparison(List<String> steps) throws InvalidPatternException {
    if (text.skipWord("IS")) {
      if (text.skipWord("TRUE")) {
        return node ->
            find(node, steps, 0).stream()
                .anyMatch(value -> value.isBoolean() && value.booleanValue());
      }
      if (text.skipWord("FALSE")) {
        return node ->
            find(node, steps, 0).stream()
                .anyMatch(value -> value.isBoolean() && !value.booleanValue());
      }
      if (text.skipWord("NULL")) {
        return node -> find(node, steps, 0).stream().anyMatch(JsonNode::isNull);
      }
      throw PatternText.invalid();
    }
    if (text.skipWord("NOT")) {
      if (text.skipWord("EXISTS")) {
        return node -> find(node, steps, 0).isEmpty();
      }
      throw PatternText.invalid();
    }
    if (text.skipWord("EXISTS")) {
      return node -> !find(node, steps, 0).isEmpty();
    }
    PatternComparison test = PatternComparison.parse(text, ENDS);
    return node ->
        find(node, steps, 0).stream()
            .anyMatch(
                value -> value.isValueNode() && !value.isNull() && test.passes(value.asText()));
  }

  private static List<JsonNode> find(JsonNode node, List<String> steps, int at) {
    if (at == steps.size()) {
      return List.of(node);
    }
    String step = steps.get(at);
    List<JsonNode> next = new ArrayList<>();
    if (step.equals("*")) {
      node.forEach(next::add);
    } else if (node.isArray()) {
      next.add(isIndex(step) ? node.path(Integer.parseInt(step)) : MissingNode.getInstance());
    } else {
      next.add(node.path(step));
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : next) {
      if (!each.isMissingNode()) {
        found.addAll(find(each, steps, at + 1));
      }
    }
    return found;
  }

  private static boolean isIndex(String step) {
    return step.length() < 9 && step.chars().allMatch(Character::isDigit);
  }

  @Override
  public boolean matches(String message) {
    return JsonDocument.COMMON.object(message).filter(condition).isPresent();
  }

  @Override
  public Map<String, String> extract(String message) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonDocument.COMMON
        .object(message)
        .ifPresent(
            node ->
                selectors.forEach(
                    (name, steps) ->
                        find(node, steps, 0).stream()
                            .filter(JsonNode::isValueNode)
                            .findFirst()
                            .ifPresent(value -> values.put(name, value.asText()))));
    return values;
  }
}
