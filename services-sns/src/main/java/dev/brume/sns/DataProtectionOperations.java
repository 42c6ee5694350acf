package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.message.MessageText;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.GetDataProtectionPolicyInput;
import dev.brume.sns.api.GetDataProtectionPolicyResponse;
import dev.brume.sns.api.PutDataProtectionPolicyInput;
import dev.brume.sns.engine.DataProtection;
import java.util.HashMap;
import java.util.Map;

/**
 * Data protection policies of topics. AWS's error texts are not recorded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_PutDataProtectionPolicy.html">PutDataProtectionPolicy</a>
 */
final class DataProtectionOperations {
  /** "30,720 bytes" a policy. */
  private static final int MAX_BYTES = 30_720;

  private final TopicFinder topics;

  DataProtectionOperations(TopicFinder topics) {
    this.topics = topics;
  }

  /**
   * Returns {@code text} if it is a valid policy for a topic.
   *
   * @throws AwsError InvalidParameter, or 501 for parts that are not implemented
   */
  static String checked(String text, boolean isFifo) {
    if (isFifo) {
      throw invalid("FIFO topics are not supported");
    }
    if (MessageText.sizeBytes(text) > MAX_BYTES) {
      throw invalid("it is too long");
    }
    try {
      DataProtection.parse(text);
      return text;
    } catch (DataProtection.Fault fault) {
      throw fault.isNotDone() ? SnsFaults.notDone(fault.getMessage()) : invalid(fault.getMessage());
    }
  }

  private static AwsError invalid(String why) {
    return SnsFaults.invalid("DataProtectionPolicy Reason: " + why);
  }

  private TopicFinder.Found find(RequestContext context, String resourceArn) {
    Arn arn = TopicFinder.topicArn(context, "ResourceArn", resourceArn);
    return topics.find(arn);
  }

  GetDataProtectionPolicyResponse getDataProtectionPolicy(
      RequestContext context, GetDataProtectionPolicyInput input) {
    Map<String, String> attributes =
        find(context, input.resourceArn()).topic().settings().attributes();
    return GetDataProtectionPolicyResponse.builder()
        .dataProtectionPolicy(attributes.get(DataProtection.POLICY))
        .build();
  }

  Unit putDataProtectionPolicy(RequestContext context, PutDataProtectionPolicyInput input) {
    TopicFinder.Found found = find(context, input.resourceArn());
    String text = input.dataProtectionPolicy();
    String policy = text.isEmpty() ? "" : checked(text, found.topic().settings().isFifo());
    found
        .region()
        .changeAttributes(
            found.topic(),
            known -> {
              Map<String, String> changed = new HashMap<>(known);
              if (policy.isEmpty()) {
                changed.remove(DataProtection.POLICY);
              } else {
                changed.put(DataProtection.POLICY, policy);
              }
              return changed;
            });
    return Unit.INSTANCE;
  }
}
