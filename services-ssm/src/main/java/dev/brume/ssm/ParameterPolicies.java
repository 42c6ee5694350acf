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
  private static final Set<String> TYPES =
      Set.of(EXPIRATION, "ExpirationNotification", "NoChangeNotification");

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
    long expires = 0;
    for (JsonNode policy : policies) {
      String type = policy.path("Type").asText("");
      if (!TYPES.contains(type)) {
        throw SsmErrors.invalidPolicyTypeException(
            "The policy type isn't supported. Parameter Store supports the following policy types:"
                + " Expiration, ExpirationNotification, and NoChangeNotification.");
      }
      if (type.equals(EXPIRATION)) {
        expires = moment(policy.path("Attributes").path("Timestamp").asText(""));
      }
    }
    return expires;
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
