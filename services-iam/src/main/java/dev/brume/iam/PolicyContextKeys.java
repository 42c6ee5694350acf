package dev.brume.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The context keys that a policy uses, in conditions and variables, in order of appearance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html">GetContextKeysForCustomPolicy</a>
 */
final class PolicyContextKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]+:[^},]+)[^}]*}");

  private PolicyContextKeys() {}

  /**
   * The keys of a policy document.
   *
   * @param document valid JSON
   */
  static Set<String> of(String document) {
    Set<String> keys = new LinkedHashSet<>();
    try {
      JsonNode statements = JSON.readTree(document).path("Statement");
      for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
        addVariables(statement.path("Resource"), keys);
        addVariables(statement.path("NotResource"), keys);
        for (JsonNode test : statement.path("Condition")) {
          for (Map.Entry<String, JsonNode> entry : test.properties()) {
            keys.add(entry.getKey());
            addVariables(entry.getValue(), keys);
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return keys;
  }

  private static void addVariables(JsonNode texts, Set<String> keys) {
    for (JsonNode text : texts.isArray() ? texts : List.of(texts)) {
      Matcher matcher = VARIABLE.matcher(text.asText());
      while (matcher.find()) {
        keys.add(matcher.group(1).strip());
      }
    }
  }
}
