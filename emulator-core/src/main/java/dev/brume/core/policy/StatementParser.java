package dev.brume.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.policy.PolicyFault.Kind;
import dev.brume.core.policy.PolicyRules.AttachedTo;
import dev.brume.core.policy.PolicyRules.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses the statements of a policy. */
final class StatementParser {
  private static final String NOT = "Not";
  private static final String PRINCIPAL = "Principal";
  private static final String ACTION = "Action";
  private static final String RESOURCE = "Resource";
  private static final String CONDITION = "Condition";
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          PRINCIPAL,
          NOT + PRINCIPAL,
          ACTION,
          NOT + ACTION,
          RESOURCE,
          NOT + RESOURCE,
          CONDITION);
  private static final int COMPONENTS_BEFORE_RESOURCE = 5;

  private final PolicyRules rules;
  private final PolicyVocabulary vocabulary;
  private final boolean variables;

  StatementParser(PolicyRules rules, boolean variables) {
    this.rules = rules;
    this.vocabulary = rules.vocabulary();
    this.variables = variables;
  }

  Statement parse(JsonNode node) throws PolicyFault {
    if (!(node instanceof ObjectNode json)) {
      throw new PolicyFault(Kind.WRONG_TYPE, "Statement");
    }
    PolicyParser.requireKnown(json, ELEMENTS);
    String sid = sid(json);
    PolicyEffect effect = effect(json);
    Principals principals = principals(json);
    Statement.Names actions = names(json, ACTION, Presence.REQUIRED);
    for (String action : actions.texts()) {
      if (!isAction(action) || !vocabulary.isAction(action)) {
        throw new PolicyFault(Kind.INVALID_ACTION, action);
      }
    }
    Statement.Names resources = names(json, RESOURCE, rules.resources());
    PolicyTemplate[] patterns = resourcePatterns(resources);
    List<Condition> conditions = conditions(json);
    requireSense(actions, resources, conditions);
    return new Statement(sid, effect, principals, actions, resources, conditions, patterns);
  }

  /** "For IAM policies, basic alphanumeric characters are the only allowed characters." */
  private String sid(ObjectNode json) throws PolicyFault {
    String sid = PolicyParser.string(json, "Sid");
    boolean plain =
        sid == null || sid.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    if (rules.attachedTo() == AttachedTo.IDENTITY && !plain) {
      throw new PolicyFault(Kind.INVALID_SID, sid);
    }
    return sid == null || sid.isEmpty() ? null : sid;
  }

  private static PolicyEffect effect(ObjectNode json) throws PolicyFault {
    String text = PolicyParser.string(json, "Effect");
    if (text == null) {
      throw new PolicyFault(Kind.MISSING_ELEMENT, "Effect");
    }
    return switch (text) {
      case "Allow" -> PolicyEffect.ALLOW;
      case "Deny" -> PolicyEffect.DENY;
      default -> throw new PolicyFault(Kind.INVALID_EFFECT, text);
    };
  }

  /** The name of a negatable element in the form that is present; null if absent. */
  private static String present(ObjectNode json, String name, Presence presence)
      throws PolicyFault {
    boolean plain = json.has(name);
    boolean negated = json.has(NOT + name);
    if (plain && negated) {
      throw new PolicyFault(Kind.CONFLICTING_ELEMENTS, NOT + name);
    }
    String there = plain ? name : negated ? NOT + name : null;
    if (there == null && presence == Presence.REQUIRED) {
      throw new PolicyFault(Kind.MISSING_ELEMENT, name);
    }
    if (there != null && presence == Presence.FORBIDDEN) {
      throw new PolicyFault(Kind.FORBIDDEN_ELEMENT, there);
    }
    return there;
  }

  private static Statement.Names names(ObjectNode json, String name, Presence presence)
      throws PolicyFault {
    String there = present(json, name, presence);
    if (there == null) {
      return null;
    }
    List<String> texts = PolicyParser.strings(json.get(there), there);
    if (texts.isEmpty()) {
      throw new PolicyFault(Kind.MISSING_ELEMENT, there);
    }
    return new Statement.Names(there.startsWith(NOT), texts);
  }

  private Principals principals(ObjectNode json) throws PolicyFault {
    boolean ofResource = rules.attachedTo() == AttachedTo.RESOURCE;
    String there = present(json, PRINCIPAL, ofResource ? Presence.REQUIRED : Presence.FORBIDDEN);
    if (there == null) {
      return null;
    }
    boolean negated = there.startsWith(NOT);
    JsonNode node = json.get(there);
    if (node.isTextual()) {
      return new Principals(negated, List.of(PrincipalPattern.everyone(node.textValue())));
    }
    if (!node.isObject()) {
      throw new PolicyFault(Kind.WRONG_TYPE, there);
    }
    List<PrincipalPattern> patterns = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      for (String value : PolicyParser.strings(entry.getValue(), there)) {
        patterns.add(PrincipalPattern.parse(entry.getKey(), value));
        if (!vocabulary.isPrincipal(entry.getKey(), value)) {
          throw new PolicyFault(Kind.INVALID_PRINCIPAL, value);
        }
      }
    }
    if (patterns.isEmpty()) {
      throw new PolicyFault(Kind.INVALID_PRINCIPAL, there);
    }
    return new Principals(negated, patterns);
  }

  /** All actions, or those of a service: {@code vendor:name}. */
  private static boolean isAction(String text) {
    int colon = text.indexOf(':');
    boolean prefaced = colon > 0 && colon < text.length() - 1 && text.indexOf(':', colon + 1) < 0;
    return text.equals("*") || prefaced;
  }

  private PolicyTemplate[] resourcePatterns(Statement.Names resources) throws PolicyFault {
    if (resources == null) {
      return new PolicyTemplate[0];
    }
    List<PolicyTemplate> patterns = new ArrayList<>();
    for (String resource : resources.texts()) {
      if (!isResource(resource) || !vocabulary.isResource(resource)) {
        throw new PolicyFault(Kind.INVALID_RESOURCE, resource);
      }
      patterns.add(PolicyTemplate.parse(resource, true, variablesFrom(resource)));
    }
    return patterns.toArray(PolicyTemplate[]::new);
  }

  /** Everything, or an ARN, whose last components a wildcard may cover. */
  private static boolean isResource(String text) {
    boolean arn = text.startsWith("arn:");
    return text.equals("*") || arn && (startOfResource(text) >= 0 || text.endsWith("*"));
  }

  private static int startOfResource(String arn) {
    int at = 0;
    for (int i = 0; i < COMPONENTS_BEFORE_RESOURCE && at >= 0; i++) {
      int colon = arn.indexOf(':', at);
      at = colon < 0 ? -1 : colon + 1;
    }
    return at;
  }

  /**
   * "This portion of the ARN appears after the fifth colon"; variables before it are plain text.
   */
  private int variablesFrom(String resource) {
    int start = startOfResource(resource);
    return variables && start >= 0 ? start : resource.length();
  }

  private List<Condition> conditions(ObjectNode json) throws PolicyFault {
    JsonNode node = json.get(CONDITION);
    List<Condition> conditions = new ArrayList<>();
    if (node == null) {
      return conditions;
    }
    if (!node.isObject()) {
      throw new PolicyFault(Kind.WRONG_TYPE, CONDITION);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Condition.Test test = Condition.Test.parse(entry.getKey());
      if (!entry.getValue().isObject()) {
        throw new PolicyFault(Kind.WRONG_TYPE, entry.getKey());
      }
      Set<String> keys = new HashSet<>();
      for (Map.Entry<String, JsonNode> each : entry.getValue().properties()) {
        String key = each.getKey();
        if (key.indexOf(':') <= 0 || key.endsWith(":") || !vocabulary.isConditionKey(key)) {
          throw new PolicyFault(Kind.INVALID_CONDITION_KEY, key);
        }
        if (!keys.add(ContextKeys.normalized(key))) {
          throw new PolicyFault(Kind.DUPLICATE_ELEMENT, key);
        }
        conditions.add(Condition.of(test, key, values(each.getValue(), key), variables));
      }
    }
    return conditions;
  }

  /** Strings, numbers and booleans: one, or a list. */
  private static List<String> values(JsonNode node, String key) throws PolicyFault {
    List<String> values = new ArrayList<>();
    for (JsonNode each : node.isArray() ? node : List.of(node)) {
      if (!each.isTextual() && !each.isNumber() && !each.isBoolean()) {
        throw new PolicyFault(Kind.WRONG_TYPE, key);
      }
      values.add(each.asText());
    }
    return values;
  }

  /** Each part is valid by itself; the service decides whether they fit together. */
  private void requireSense(
      Statement.Names actions, Statement.Names resources, List<Condition> conditions)
      throws PolicyFault {
    List<String> resourceTexts = resources == null ? List.of() : resources.texts();
    boolean comparable = resources != null && !resources.negated() && !actions.negated();
    for (String action : comparable ? actions.texts() : List.<String>of()) {
      if (resourceTexts.stream().noneMatch(each -> vocabulary.appliesTo(action, each))) {
        throw new PolicyFault(Kind.ACTION_WITHOUT_RESOURCE, action);
      }
    }
    for (Condition condition : actions.negated() ? List.<Condition>of() : conditions) {
      if (!vocabulary.conditionApplies(condition.key(), actions.texts(), resourceTexts)) {
        throw new PolicyFault(Kind.CONDITION_WITHOUT_ACTION, condition.key());
      }
    }
  }
}
