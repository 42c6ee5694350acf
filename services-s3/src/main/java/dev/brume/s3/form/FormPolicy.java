package dev.brume.s3.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The policy document of a signed form. AWS documents the errors of uploads, but not those of
 * invalid policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST
 *     policy</a>
 */
final class FormPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final String RANGE = "content-length-range";
  private static final String EQUAL = "eq";
  private static final String STARTS_WITH = "starts-with";
  private static final String IGNORED = "x-ignore-";
  private static final String SIGN = "$";

  /** The fields that require no condition. */
  private static final Set<String> FREE =
      Set.of("awsaccesskeyid", "file", "policy", "signature", "x-amz-signature");

  private final Instant expiration;
  private final List<FormCondition> conditions;
  private final long minBytes;
  private final long maxBytes;

  /** A condition on a field. */
  private record FormCondition(String operator, String name, String value) {
    /** The field, which a list names with a dollar sign; null where it names none. */
    String field() {
      return name.startsWith(SIGN) ? name.substring(SIGN.length()) : null;
    }

    boolean holds(String actual) {
      if (actual == null) {
        return false;
      }
      if (operator.equals(EQUAL)) {
        return actual.equals(value);
      }
      if (!field().equalsIgnoreCase("content-type")) {
        return actual.startsWith(value);
      }
      for (String type : actual.split(",", -1)) {
        if (!type.startsWith(value)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "[\"" + operator + "\", \"" + name + "\", \"" + value + "\"]";
    }
  }

  private FormPolicy(
      Instant expiration, List<FormCondition> conditions, long minBytes, long maxBytes) {
    this.expiration = expiration;
    this.conditions = conditions;
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
  }

  /**
   * Parses a policy.
   *
   * @param encoded Base64 of its JSON
   * @throws dev.brume.core.error.AwsError InvalidPolicyDocument
   */
  static FormPolicy parse(String encoded) {
    JsonNode document = json(encoded);
    JsonNode expiration = document.get("expiration");
    if (expiration == null) {
      throw FormErrors.invalidPolicy("Policy missing expiration.");
    }
    JsonNode list = document.get("conditions");
    if (list == null || !list.isArray()) {
      throw FormErrors.invalidPolicy("Policy missing conditions.");
    }
    List<FormCondition> conditions = new ArrayList<>();
    long minBytes = 0;
    long maxBytes = Long.MAX_VALUE;
    for (JsonNode node : list) {
      if (node.isArray() && node.path(0).asText().equalsIgnoreCase(RANGE)) {
        if (isRange(node)) {
          minBytes = Math.max(minBytes, bytes(node, 1));
          maxBytes = Math.min(maxBytes, bytes(node, 2));
        } else {
          conditions.add(ofText(node));
        }
      } else {
        conditions.add(node.isArray() ? ofList(node) : ofMap(node));
      }
    }
    return new FormPolicy(moment(expiration), conditions, minBytes, maxBytes);
  }

  private static JsonNode json(String encoded) {
    try {
      byte[] text = Base64.getMimeDecoder().decode(encoded);
      JsonNode document = JSON.readTree(new String(text, StandardCharsets.UTF_8));
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      // Refused below.
    }
    throw FormErrors.invalidPolicy("Invalid JSON.");
  }

  private static Instant moment(JsonNode expiration) {
    try {
      return Instant.parse(expiration.asText());
    } catch (DateTimeException e) {
      throw FormErrors.invalidPolicy("Invalid 'expiration' value: '" + expiration.asText() + "'");
    }
  }

  private static boolean isRange(JsonNode range) {
    if (range.size() != 3 || !range.get(1).isValueNode() || !range.get(2).isValueNode()) {
      throw FormErrors.invalidPolicy("Invalid Condition: " + range);
    }
    return NUMBER.matcher(range.get(1).asText()).matches()
        && NUMBER.matcher(range.get(2).asText()).matches();
  }

  private static long bytes(JsonNode range, int index) {
    return Long.parseLong(range.get(index).asText());
  }

  /** A range that is none: a condition which never holds. */
  private static FormCondition ofText(JsonNode node) {
    return new FormCondition(node.get(0).asText(), node.get(1).asText(), node.get(2).asText());
  }

  private static FormCondition ofList(JsonNode node) {
    String operator = node.path(0).asText().toLowerCase(Locale.ROOT);
    String field = node.path(1).asText();
    boolean known = operator.equals(EQUAL) || operator.equals(STARTS_WITH);
    if (node.size() != 3 || !known || !node.get(2).isTextual()) {
      throw FormErrors.invalidPolicy("Invalid Condition: " + node);
    }
    return new FormCondition(operator, field, node.get(2).asText());
  }

  private static FormCondition ofMap(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw FormErrors.invalidPolicy(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    if (!only.getValue().isTextual()) {
      throw FormErrors.invalidPolicy("Invalid Simple-Condition: value must be a string.");
    }
    return new FormCondition(EQUAL, SIGN + only.getKey(), only.getValue().asText());
  }

  /**
   * Refuses what the policy does not let be uploaded, as far as fields say.
   *
   * @throws dev.brume.core.error.AwsError AccessDenied
   */
  void check(FormFields fields, String bucket, Timeline timeline) {
    if (PresignedExpiry.isOver(expiration, timeline)) {
      throw FormErrors.againstPolicy("Policy expired.");
    }
    Set<String> covered = new HashSet<>(FREE);
    for (FormCondition condition : conditions) {
      String field = condition.field();
      String actual =
          field == null ? null : field.equalsIgnoreCase("bucket") ? bucket : fields.get(field);
      if (!condition.holds(actual)) {
        throw FormErrors.againstPolicy("Policy Condition failed: " + condition);
      }
      covered.add(field.toLowerCase(Locale.ROOT));
    }
    List<String> extra = new ArrayList<>();
    for (String name : fields.all().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!covered.contains(lower) && !lower.startsWith(IGNORED)) {
        extra.add(name);
      }
    }
    if (!extra.isEmpty()) {
      throw FormErrors.againstPolicy("Extra input fields: " + String.join(", ", extra));
    }
  }

  /** The least size of the file. */
  long minBytes() {
    return minBytes;
  }

  /** The largest size of the file. */
  long maxBytes() {
    return maxBytes;
  }
}
