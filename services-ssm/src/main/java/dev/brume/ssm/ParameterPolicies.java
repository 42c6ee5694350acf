package dev.brume.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.ssm.api.ParameterInlinePolicy;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterQuotas;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The policies of advanced parameters: expiration and notifications.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">Assigning
 *     parameter policies</a>
 */
final class ParameterPolicies {
  private static final String EXPIRATION = "Expiration";
  private static final String EXPIRATION_NOTIFICATION = "ExpirationNotification";
  private static final Set<String> TYPES =
      Set.of(EXPIRATION, EXPIRATION_NOTIFICATION, "NoChangeNotification");
  private static final Set<String> UNITS = Set.of("Days", "Hours");

  private ParameterPolicies() {}

  private static ArrayNode read(String text) {
    return JsonDocument.COMMON
        .find(text)
        .filter(ArrayNode.class::isInstance)
        .map(ArrayNode.class::cast)
        .orElseThrow(
            () -> SsmErrors.invalidPolicyAttributeException("The policies are not a JSON array."));
  }

  /** The expiration time that the policies set; 0 for none. Refuses invalid policies. */
  static long expiresMillis(String text) {
    ArrayNode policies = read(text);
    if (policies.size() > ParameterQuotas.POLICIES) {
      throw SsmErrors.policiesLimitExceededException(
          "You specified more than the maximum number of allowed policies for the parameter. The"
              + " maximum is 10.");
    }
    requireOneExpiration(policies);
    long expires = 0;
    for (JsonNode policy : policies) {
      String type = policy.path("Type").asText("");
      if (!TYPES.contains(type)) {
        throw SsmErrors.invalidPolicyTypeException(
            "The policy type isn't supported. Parameter Store supports the following policy types:"
                + " Expiration, ExpirationNotification, and NoChangeNotification.");
      }
      JsonNode attributes = policy.path("Attributes");
      switch (type) {
        case EXPIRATION -> expires = moment(attributes.path("Timestamp").asText(""));
        case EXPIRATION_NOTIFICATION -> requirePeriod(type, attributes, "Before");
        default -> requirePeriod(type, attributes, "After");
      }
    }
    return expires;
  }

  /** In the model's words: "You can't, for example, specify two Expiration policies". */
  private static void requireOneExpiration(ArrayNode policies) {
    int expirations = 0;
    for (JsonNode policy : policies) {
      expirations += policy.path("Type").asText("").equals(EXPIRATION) ? 1 : 0;
    }
    if (expirations > 1) {
      throw SsmErrors.incompatiblePolicyException(
          "There is a conflict in the policies specified for this parameter. You can't, for"
              + " example, specify two Expiration policies for a parameter. Review your policies,"
              + " and try again.");
    }
  }

  /** A number of days or hours. AWS's text for others is not known. */
  private static void requirePeriod(String type, JsonNode attributes, String name) {
    boolean valid =
        UNITS.contains(attributes.path("Unit").asText(""))
            && attributes.path(name).asText("").matches("[1-9]\\d{0,8}");
    if (!valid) {
      throw SsmErrors.invalidPolicyAttributeException(
          "The attributes of a policy of the type " + type + " aren't valid.");
    }
  }

  private static long moment(String timestamp) {
    try {
      return OffsetDateTime.parse(timestamp).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw SsmErrors.invalidPolicyAttributeException(
          "The Timestamp of an Expiration policy isn't valid.");
    }
  }

  /** The policies in the API's form; null if there are none. */
  static List<ParameterInlinePolicy> shown(String text) {
    if (text == null) {
      return null;
    }
    List<ParameterInlinePolicy> shown = new ArrayList<>();
    for (JsonNode policy : read(text)) {
      shown.add(
          ParameterInlinePolicy.builder()
              .policyText(JsonDocument.text(policy))
              .policyType(policy.path("Type").asText())
              .policyStatus("Pending")
              .build());
    }
    return shown;
  }
}
