package dev.brume.core.policy;

import java.util.List;

/**
 * A Condition element's key and the values to compare it with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">Conditions
 *     with multiple context keys or values</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">Single-valued
 *     and multivalued context keys</a>
 */
public final class Condition {

  /** How many of a request's values must match. */
  public enum Quantifier {
    /** No quantifier: any of the values, of which there is normally one. */
    NONE(""),
    FOR_ALL_VALUES("ForAllValues:"),
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /** A condition operator with its quantifier and suffix. */
  record Test(Quantifier quantifier, ConditionOperator operator, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /** Parses {@code ForAllValues:StringLikeIfExists} and the like. */
    static Test parse(String name) throws PolicyFault {
      Quantifier quantifier = Quantifier.NONE;
      for (Quantifier each : Quantifier.values()) {
        quantifier = name.startsWith(each.prefix) ? each : quantifier;
      }
      String rest = name.substring(quantifier.prefix.length());
      boolean ifExists = rest.endsWith(IF_EXISTS);
      String operatorName = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
      ConditionOperator operator = ConditionOperator.of(operatorName);
      boolean plain = quantifier == Quantifier.NONE && !ifExists;
      if (operator == null || operator == ConditionOperator.NULL && !plain) {
        throw new PolicyFault(PolicyFault.Kind.INVALID_OPERATOR, name);
      }
      return new Test(quantifier, operator, ifExists);
    }
  }

  private final Test test;
  private final String key;
  private final String keyInLowerCase;
  private final List<String> texts;
  private final ConditionValue[] values;

  private Condition(Test test, String key, List<String> texts, ConditionValue[] values) {
    this.test = test;
    this.key = key;
    this.keyInLowerCase = ContextKeys.normalized(key);
    this.texts = List.copyOf(texts);
    this.values = values;
  }

  static Condition of(Test test, String key, List<String> texts, boolean variables)
      throws PolicyFault {
    ConditionValue[] values = new ConditionValue[texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = test.operator().compile(texts.get(i), variables);
    }
    return new Condition(test, key, texts, values);
  }

  /** The key, as written. */
  public String key() {
    return key;
  }

  /** The operator, without quantifier and suffix. */
  public ConditionOperator operator() {
    return test.operator();
  }

  /** The quantifier. */
  public Quantifier quantifier() {
    return test.quantifier();
  }

  /** Whether it is satisfied by requests without the key. */
  public boolean ifExists() {
    return test.ifExists();
  }

  /** The values, as written. */
  public List<String> values() {
    return texts;
  }

  /** Whether {@code request} satisfies it. */
  boolean holds(PolicyRequest request) {
    List<String> requested = request.values(keyInLowerCase);
    boolean empty = requested.isEmpty() || requested.size() == 1 && requested.get(0).isEmpty();
    if (test.operator() == ConditionOperator.NULL) {
      return anyMatches(String.valueOf(empty), request) == ConditionValue.Match.YES;
    }
    return switch (test.quantifier()) {
      case NONE -> requested.isEmpty() ? holdsWithoutKey() : holdsForOne(requested, request);
      case FOR_ANY_VALUE -> !empty && holdsForAny(requested, request);
      case FOR_ALL_VALUES -> empty || holdsForAll(requested, request);
    };
  }

  private boolean holdsWithoutKey() {
    return test.ifExists() || test.operator().isNegated();
  }

  /** For several values of a single-valued key: a negated operator must match none of them. */
  private boolean holdsForOne(List<String> requested, PolicyRequest request) {
    return test.operator().isNegated()
        ? holdsForAll(requested, request)
        : holdsForAny(requested, request);
  }

  private boolean holdsForAny(List<String> requested, PolicyRequest request) {
    for (String value : requested) {
      if (holdsFor(value, request)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsForAll(List<String> requested, PolicyRequest request) {
    for (String value : requested) {
      if (!holdsFor(value, request)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code value} matches any of the policy's values; negated, none of them. */
  private boolean holdsFor(String value, PolicyRequest request) {
    ConditionValue.Match match = anyMatches(value, request);
    return match
        == (test.operator().isNegated() ? ConditionValue.Match.NO : ConditionValue.Match.YES);
  }

  private ConditionValue.Match anyMatches(String value, PolicyRequest request) {
    ConditionValue.Match result = ConditionValue.Match.NO;
    for (ConditionValue each : values) {
      ConditionValue.Match match = each.compare(value, request);
      if (match == ConditionValue.Match.YES) {
        return match;
      }
      result = match == ConditionValue.Match.UNRESOLVED ? match : result;
    }
    return result;
  }
}
