package dev.brume.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.policy.PolicyFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses policies strictly by the grammar.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
final class PolicyParser {
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

  private final PolicyRules rules;

  PolicyParser(PolicyRules rules) {
    this.rules = rules;
  }

  Policy parse(String text) throws PolicyFault {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > rules.maxBytes()) {
      throw new PolicyFault(Kind.TOO_LONG, String.valueOf(bytes));
    }
    ObjectNode json = PolicyJson.read(text);
    requireKnown(json, ELEMENTS);
    Policy.Version version = version(json);
    String id = string(json, "Id");
    if (id != null && rules.attachedTo() == PolicyRules.AttachedTo.IDENTITY) {
      throw new PolicyFault(Kind.FORBIDDEN_ELEMENT, "Id");
    }
    return new Policy(version, id, statements(json, version));
  }

  private static Policy.Version version(ObjectNode json) throws PolicyFault {
    JsonNode node = json.get("Version");
    if (node == null) {
      return Policy.Version.V2008;
    }
    return Arrays.stream(Policy.Version.values())
        .filter(version -> node.isTextual() && version.toString().equals(node.textValue()))
        .findAny()
        .orElseThrow(() -> new PolicyFault(Kind.INVALID_VERSION, node.asText()));
  }

  private List<Statement> statements(ObjectNode json, Policy.Version version) throws PolicyFault {
    JsonNode node = json.get("Statement");
    if (node == null) {
      throw new PolicyFault(Kind.MISSING_ELEMENT, "Statement");
    }
    if (!node.isContainerNode()) {
      throw new PolicyFault(Kind.WRONG_TYPE, "Statement");
    }
    List<JsonNode> nodes = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else {
      nodes.add(node);
    }
    if (nodes.isEmpty() && !rules.withoutStatements()) {
      throw new PolicyFault(Kind.NO_STATEMENT, "Statement");
    }
    StatementParser parser = new StatementParser(rules, version == Policy.Version.V2012);
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      try {
        Statement statement = parser.parse(nodes.get(i));
        if (statement.sid() != null && !sids.add(statement.sid())) {
          throw new PolicyFault(Kind.DUPLICATE_SID, statement.sid());
        }
        statements.add(statement);
      } catch (PolicyFault fault) {
        throw fault.inStatement(i);
      }
    }
    return statements;
  }

  static void requireKnown(ObjectNode json, Set<String> elements) throws PolicyFault {
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!elements.contains(name)) {
        throw new PolicyFault(Kind.UNKNOWN_ELEMENT, name);
      }
    }
  }

  /** The text of an element; null if it is absent. */
  static String string(ObjectNode json, String name) throws PolicyFault {
    JsonNode node = json.get(name);
    if (node != null && !node.isTextual()) {
      throw new PolicyFault(Kind.WRONG_TYPE, name);
    }
    return node == null ? null : node.textValue();
  }

  /** One string, or a list of them. */
  static List<String> strings(JsonNode node, String name) throws PolicyFault {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    if (!node.isArray()) {
      throw new PolicyFault(Kind.WRONG_TYPE, name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node) {
      if (!each.isTextual()) {
        throw new PolicyFault(Kind.WRONG_TYPE, name);
      }
      texts.add(each.textValue());
    }
    return texts;
  }
}
