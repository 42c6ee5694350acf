package dev.brume.logs.delivery;

import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.logs.api.LogsErrors;
import java.util.Map;

/**
 * Tags of deliveries, their sources and their destinations. How many there are, the model says.
 * AWS's words for reserved keys are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html">PutDeliverySource</a>
 */
final class DeliveryTags {
  private static final TagRules RULES =
      TagRules.common(
              (fault, key, value) ->
                  LogsErrors.validationException("Tag keys that begin with aws: are reserved."))
          .inOrder(Fault.RESERVED_KEY);

  private DeliveryTags() {}

  /**
   * The tags of a request.
   *
   * @param given may be null
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static Map<String, String> checked(Map<String, String> given) {
    return RULES.checked(given);
  }
}
