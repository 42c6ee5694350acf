package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.Statement;
import dev.brume.core.schema.Unit;
import dev.brume.kinesis.api.DeleteResourcePolicyInput;
import dev.brume.kinesis.api.GetResourcePolicyInput;
import dev.brume.kinesis.api.GetResourcePolicyOutput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.PutResourcePolicyInput;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamResource;
import java.util.Locale;

/**
 * Resource policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html">Resource-based
 *     policies</a>
 */
final class StreamPolicyOperations {
  /** The size limit of other services' resource policies; AWS's pages state none. */
  private static final int MAX_BYTES = 20_480;

  private static final String PREFIX = StreamFinder.SERVICE + ":";

  static final PolicyRules RULES = PolicyRules.ofResource(MAX_BYTES);

  private final StreamFinder streams;

  StreamPolicyOperations(StreamFinder streams) {
    this.streams = streams;
  }

  Unit putResourcePolicy(RequestContext context, PutResourcePolicyInput input) {
    StreamResource resource = streams.resource(context, input.resourceARN(), input.streamId());
    try {
      for (Statement statement : Policy.parse(input.policy(), RULES).statements()) {
        requireActions(statement);
        requireResource(statement, resource.arn());
      }
    } catch (PolicyFault fault) {
      throw StreamRefusals.invalid("Policy is not valid: " + fault.getMessage());
    }
    resource.changePolicy(input.policy());
    return Unit.INSTANCE;
  }

  /** "The actions allowed on this resource" are none of other services. */
  private static void requireActions(Statement statement) {
    for (String action : statement.actions().texts()) {
      if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
        throw StreamRefusals.invalid(
            "Policy is not valid: " + action + " is not an action of Kinesis.");
      }
    }
  }

  /**
   * AWS's examples name the resource that has the policy. A statement about another one would have
   * no effect, so it is refused; AWS's pages do not say what AWS does with it.
   */
  private static void requireResource(Statement statement, String arn) {
    for (String resource : statement.otherResources(arn)) {
      throw StreamRefusals.invalid(
          "Policy is not valid: the resource " + resource + " is not " + arn + ".");
    }
  }

  GetResourcePolicyOutput getResourcePolicy(RequestContext context, GetResourcePolicyInput input) {
    StreamResource resource = streams.resource(context, input.resourceARN(), input.streamId());
    return GetResourcePolicyOutput.builder().policy(require(resource)).build();
  }

  Unit deleteResourcePolicy(RequestContext context, DeleteResourcePolicyInput input) {
    StreamResource resource = streams.resource(context, input.resourceARN(), input.streamId());
    require(resource);
    resource.changePolicy(null);
    return Unit.INSTANCE;
  }

  private static String require(StreamResource resource) {
    if (resource.policy() == null) {
      throw KinesisErrors.resourceNotFoundException(
          "No resource policy found for resource ARN " + resource.arn() + ".");
    }
    return resource.policy();
  }
}
