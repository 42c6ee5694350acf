package dev.brume.core.policy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The comparison operators of conditions, without quantifier and suffix.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
public enum ConditionOperator {
  STRING_EQUALS("StringEquals", Family.STRING, Order.EQUAL, false),
  STRING_NOT_EQUALS("StringNotEquals", Family.STRING, Order.EQUAL, true),
  STRING_EQUALS_IGNORE_CASE(
      "StringEqualsIgnoreCase", Family.STRING_IGNORE_CASE, Order.EQUAL, false),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase", Family.STRING_IGNORE_CASE, Order.EQUAL, true),
  STRING_LIKE("StringLike", Family.PATTERN, Order.EQUAL, false),
  STRING_NOT_LIKE("StringNotLike", Family.PATTERN, Order.EQUAL, true),
  NUMERIC_EQUALS("NumericEquals", Family.NUMERIC, Order.EQUAL, false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMERIC, Order.EQUAL, true),
  NUMERIC_LESS_THAN("NumericLessThan", Family.NUMERIC, Order.LESS, false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMERIC, Order.LESS_OR_EQUAL, false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMERIC, Order.GREATER, false),
  NUMERIC_GREATER_THAN_EQUALS(
      "NumericGreaterThanEquals", Family.NUMERIC, Order.GREATER_OR_EQUAL, false),
  DATE_EQUALS("DateEquals", Family.DATE, Order.EQUAL, false),
  DATE_NOT_EQUALS("DateNotEquals", Family.DATE, Order.EQUAL, true),
  DATE_LESS_THAN("DateLessThan", Family.DATE, Order.LESS, false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, Order.LESS_OR_EQUAL, false),
  DATE_GREATER_THAN("DateGreaterThan", Family.DATE, Order.GREATER, false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, Order.GREATER_OR_EQUAL, false),
  BOOL("Bool", Family.BOOL, Order.EQUAL, false),
  BINARY_EQUALS("BinaryEquals", Family.BINARY, Order.EQUAL, false),
  IP_ADDRESS("IpAddress", Family.ADDRESS, Order.EQUAL, false),
  NOT_IP_ADDRESS("NotIpAddress", Family.ADDRESS, Order.EQUAL, true),
  ARN_EQUALS("ArnEquals", Family.ARN, Order.EQUAL, false),
  ARN_LIKE("ArnLike", Family.ARN, Order.EQUAL, false),
  ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, Order.EQUAL, true),
  ARN_NOT_LIKE("ArnNotLike", Family.ARN, Order.EQUAL, true),
  NULL("Null", Family.NULL, Order.EQUAL, false);

  /** The type of the compared values. */
  enum Family {
    STRING,
    STRING_IGNORE_CASE,
    PATTERN,
    NUMERIC,
    DATE,
    BOOL,
    BINARY,
    ADDRESS,
    ARN,
    NULL
  }

  /** The required order of the request's value relative to the policy's. */
  private enum Order {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }
  }

  private static final Map<String, ConditionOperator> BY_NAME = new HashMap<>();

  static {
    for (ConditionOperator operator : values()) {
      BY_NAME.put(operator.spelling, operator);
    }
  }

  private final String spelling;
  private final Family family;
  private final Order order;
  private final boolean negated;

  ConditionOperator(String spelling, Family family, Order order, boolean negated) {
    this.spelling = spelling;
    this.family = family;
    this.order = order;
    this.negated = negated;
  }

  /** The operator with this name; null if there is none. */
  static ConditionOperator of(String name) {
    return BY_NAME.get(name);
  }

  /** Whether it is satisfied when the values do not match. */
  public boolean isNegated() {
    return negated;
  }

  /** Whether {@code *} and {@code ?} are wildcards in its values. */
  boolean hasWildcards() {
    return family == Family.PATTERN || family == Family.ARN;
  }

  Family family() {
    return family;
  }

  /**
   * Compiles a policy's value.
   *
   * @param variables whether the policy's version supports variables
   */
  ConditionValue compile(String text, boolean variables) throws PolicyFault {
    int variablesFrom = variables ? 0 : text.length();
    return switch (family) {
      case STRING, PATTERN -> {
        PolicyTemplate template =
            PolicyTemplate.parse(text, family == Family.PATTERN, variablesFrom);
        yield (value, request) -> {
          Wildcard pattern = template.resolve(request);
          return pattern == null
              ? ConditionValue.Match.UNRESOLVED
              : ConditionValue.Match.of(pattern.matches(value));
        };
      }
      case STRING_IGNORE_CASE -> ignoringCase(PolicyTemplate.parse(text, false, variablesFrom));
      case BOOL -> bool(text, variablesFrom);
      case ARN -> arn(PolicyTemplate.parse(text, true, variablesFrom));
      case NUMERIC -> numeric(text);
      case DATE -> date(text);
      case BINARY -> binary(text);
      case ADDRESS -> address(text);
      case NULL -> {
        require(isBoolean(text), text);
        yield (value, request) -> ConditionValue.Match.of(text.equalsIgnoreCase(value));
      }
    };
  }

  private static void require(boolean valid, String text) throws PolicyFault {
    if (!valid) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_CONDITION_VALUE, text);
    }
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static ConditionValue ignoringCase(PolicyTemplate template) {
    return (value, request) -> {
      Wildcard text = template.resolve(request);
      return text == null
          ? ConditionValue.Match.UNRESOLVED
          : ConditionValue.Match.of(text.literal().equalsIgnoreCase(value));
    };
  }

  private static ConditionValue bool(String text, int variablesFrom) throws PolicyFault {
    require(isBoolean(text) || text.indexOf("${", variablesFrom) >= 0, text);
    return ignoringCase(PolicyTemplate.parse(text, false, variablesFrom));
  }

  private static ConditionValue arn(PolicyTemplate template) {
    Wildcard always = template.fixed();
    ArnPattern fixed = always == null ? null : ArnPattern.of(always);
    return (value, request) -> {
      if (fixed != null) {
        return ConditionValue.Match.of(fixed.matches(value));
      }
      Wildcard pattern = template.resolve(request);
      return pattern == null
          ? ConditionValue.Match.UNRESOLVED
          : ConditionValue.Match.of(ArnPattern.of(pattern).matches(value));
    };
  }

  private ConditionValue numeric(String text) throws PolicyFault {
    BigDecimal number = PolicyNumber.parse(text);
    require(number != null, text);
    return (value, request) -> {
      BigDecimal other = PolicyNumber.parse(value);
      return ConditionValue.Match.of(other != null && order.holds(other.compareTo(number)));
    };
  }

  private ConditionValue date(String text) throws PolicyFault {
    Instant date = PolicyDate.parse(text);
    require(date != null, text);
    return (value, request) -> {
      Instant other = PolicyDate.parse(value);
      return ConditionValue.Match.of(other != null && order.holds(other.compareTo(date)));
    };
  }

  private static ConditionValue binary(String text) throws PolicyFault {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_CONDITION_VALUE, text);
    }
    return (value, request) ->
        ConditionValue.Match.of(Arrays.equals(bytes, value.getBytes(StandardCharsets.UTF_8)));
  }

  private static ConditionValue address(String text) throws PolicyFault {
    Cidr range = Cidr.parse(text);
    if (range == null) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_ADDRESS, text);
    }
    return (value, request) -> ConditionValue.Match.of(range.contains(value));
  }
}
