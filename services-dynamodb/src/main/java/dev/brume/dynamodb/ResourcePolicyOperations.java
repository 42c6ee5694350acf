package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.dynamodb.api.DeleteResourcePolicyInput;
import dev.brume.dynamodb.api.DeleteResourcePolicyOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GetResourcePolicyInput;
import dev.brume.dynamodb.api.GetResourcePolicyOutput;
import dev.brume.dynamodb.api.PutResourcePolicyInput;
import dev.brume.dynamodb.api.PutResourcePolicyOutput;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.item.Validation;

/**
 * The resource-based policies of tables and streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html">Using
 *     resource-based policies for DynamoDB</a>
 */
final class ResourcePolicyOperations {
  /** "The maximum size supported for a resource-based policy document is 20 KB." */
  private static final int MAX_BYTES = 20_480;

  /** "To conditionally attach a policy when no policy exists, specify NO_POLICY." */
  private static final String NO_POLICY = "NO_POLICY";

  static final PolicyRules RULES = PolicyRules.ofResource(MAX_BYTES);

  private final TableFinder tables;

  ResourcePolicyOperations(TableFinder tables) {
    this.tables = tables;
  }

  PutResourcePolicyOutput putResourcePolicy(RequestContext context, PutResourcePolicyInput input) {
    check(input.policy());
    PolicyAttachment holder = PolicyAttachment.of(tables, context, input.resourceArn());
    AttachedPolicy attached =
        holder.change(
            known -> {
              checkRevision(input.expectedRevisionId(), known, input.resourceArn());
              return known != null && known.text().equals(input.policy())
                  ? known
                  : attached(input.policy(), known, holder.nowMillis());
            });
    return PutResourcePolicyOutput.builder().revisionId(attached.revisionId()).build();
  }

  /** A new policy with a new revision id. */
  static AttachedPolicy attached(String text, AttachedPolicy before, long nowMillis) {
    long revision =
        before == null ? nowMillis : Math.max(nowMillis, Long.parseLong(before.revisionId()) + 1);
    return new AttachedPolicy(text, Long.toString(revision));
  }

  /**
   * Checks a policy's text. It is documented that invalid policies are refused; AWS's texts are not
   * known.
   *
   * @throws AwsError ValidationException
   */
  static void check(String text) {
    try {
      Policy.parse(text, RULES);
    } catch (PolicyFault fault) {
      throw Validation.error("Invalid policy document: " + fault.getMessage());
    }
  }

  private static void checkRevision(String expected, AttachedPolicy known, String arn) {
    if (expected == null) {
      return;
    }
    boolean matches =
        known == null ? expected.equals(NO_POLICY) : expected.equals(known.revisionId());
    if (!matches) {
      throw notFound(arn);
    }
  }

  /** The code is documented; the text is not. */
  private static AwsError notFound(String arn) {
    return DynamoDbErrors.policyNotFoundException(
        "Resource-based policy not found for the provided ResourceArn: " + arn);
  }

  GetResourcePolicyOutput getResourcePolicy(RequestContext context, GetResourcePolicyInput input) {
    AttachedPolicy attached = PolicyAttachment.of(tables, context, input.resourceArn()).policy();
    if (attached == null) {
      throw notFound(input.resourceArn());
    }
    return GetResourcePolicyOutput.builder()
        .policy(attached.text())
        .revisionId(attached.revisionId())
        .build();
  }

  DeleteResourcePolicyOutput deleteResourcePolicy(
      RequestContext context, DeleteResourcePolicyInput input) {
    PolicyAttachment holder = PolicyAttachment.of(tables, context, input.resourceArn());
    AttachedPolicy[] before = new AttachedPolicy[1];
    holder.change(
        known -> {
          checkRevision(input.expectedRevisionId(), known, input.resourceArn());
          before[0] = known;
          return null;
        });
    return DeleteResourcePolicyOutput.builder()
        .revisionId(before[0] == null ? null : before[0].revisionId())
        .build();
  }
}
