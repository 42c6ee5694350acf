package dev.brume.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.engine.RedriveAllowPolicy;
import dev.brume.sqs.engine.RedriveAllowPolicy.Permission;
import dev.brume.sqs.engine.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the attributes RedrivePolicy and RedriveAllowPolicy, which are JSON. Empty text removes a
 * policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
final class RedrivePolicyReader {
  private static final int MAX_RECEIVE_COUNT = 1_000;
  private static final int MAX_SOURCE_QUEUES = 10;
  private static final String POLICY = "RedrivePolicy";
  private static final String ALLOW_POLICY = "RedriveAllowPolicy";

  private RedrivePolicyReader() {}

  /** The policy, or null. */
  static RedrivePolicy policy(String text) {
    if (text.isEmpty()) {
      return null;
    }
    JsonNode json = JsonDocument.COMMON.object(text).orElse(null);
    if (json == null) {
      throw SqsRefusals.invalid(POLICY, text, "Redrive policy is not a valid JSON map.");
    }
    JsonNode count = mandatory(json, "maxReceiveCount", text);
    JsonNode target = mandatory(json, "deadLetterTargetArn", text);
    if (!target.isTextual() || Arn.parse(target.asText()).isEmpty()) {
      throw SqsRefusals.invalid(POLICY, text, "Invalid value for deadLetterTargetArn.");
    }
    return new RedrivePolicy(target.asText(), receiveCount(count, text), text);
  }

  private static JsonNode mandatory(JsonNode json, String name, String text) {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      throw SqsRefusals.invalid(
          POLICY, text, "Redrive policy does not contain mandatory attribute: " + name + ".");
    }
    return value;
  }

  /** A number, or a number in a string. */
  private static int receiveCount(JsonNode count, String text) {
    String digits = count.asText();
    boolean isNumber =
        digits.matches("\\d{1,4}") && (count.isIntegralNumber() || count.isTextual());
    int value = isNumber ? Integer.parseInt(digits) : 0;
    if (value < 1 || value > MAX_RECEIVE_COUNT) {
      throw SqsRefusals.invalid(
          POLICY,
          text,
          "Invalid value for maxReceiveCount: "
              + digits
              + ", valid values are from 1 to 1000 both inclusive.");
    }
    return value;
  }

  /** The policy, or null. AWS does not document these errors' texts. */
  static RedriveAllowPolicy allowPolicy(String text) {
    if (text.isEmpty()) {
      return null;
    }
    JsonNode json = JsonDocument.COMMON.object(text).orElse(null);
    if (json == null) {
      throw invalid(text, "Redrive allow policy is not a valid JSON map.");
    }
    JsonNode given = json.get("redrivePermission");
    if (given == null || given.isNull()) {
      throw invalid(
          text, "Redrive allow policy does not contain mandatory attribute: redrivePermission.");
    }
    Permission permission =
        switch (given.asText()) {
          case "allowAll" -> Permission.ALLOW_ALL;
          case "denyAll" -> Permission.DENY_ALL;
          case "byQueue" -> Permission.BY_QUEUE;
          default -> throw invalid(text, "Invalid value for redrivePermission.");
        };
    return new RedriveAllowPolicy(permission, sources(json, permission, text), text);
  }

  private static List<String> sources(JsonNode json, Permission permission, String text) {
    JsonNode given = json.get("sourceQueueArns");
    boolean absent = given == null || given.isNull();
    if ((permission == Permission.BY_QUEUE) == absent) {
      throw invalid(text, "sourceQueueArns can be specified only, and must be, with byQueue.");
    }
    List<String> sources = new ArrayList<>();
    if (absent) {
      return sources;
    }
    if (!given.isArray() || given.isEmpty() || given.size() > MAX_SOURCE_QUEUES) {
      throw invalid(text, "sourceQueueArns must be a list of 1 to 10 ARNs.");
    }
    for (JsonNode source : given) {
      if (!source.isTextual() || Arn.parse(source.asText()).isEmpty()) {
        throw invalid(text, "Invalid value for sourceQueueArns.");
      }
      sources.add(source.asText());
    }
    return sources;
  }

  private static AwsError invalid(String text, String why) {
    return SqsRefusals.invalid(ALLOW_POLICY, text, why);
  }
}
