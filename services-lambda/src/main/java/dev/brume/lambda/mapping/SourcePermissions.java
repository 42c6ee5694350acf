package dev.brume.lambda.mapping;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.function.ExecutionRoles;
import java.util.List;

/**
 * Where access is enforced, the role of a function must let Lambda read what is mapped to the
 * function. Policies of queues and streams themselves are not evaluated for that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions">Execution
 *     role permissions for Amazon SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html#services-kinesis-eventsourcemapping-role">Execution
 *     role permissions for Kinesis</a>
 */
public final class SourcePermissions {
  private static final List<String> OF_QUEUES =
      List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");
  private static final List<String> OF_STREAMS =
      List.of("GetRecords", "GetShardIterator", "DescribeStream");

  private final Authorizer authorizer;

  /**
   * @param authorizer decides for roles
   */
  public SourcePermissions(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /**
   * Requires that a function's role may read a source. Call in a section of the store.
   *
   * @throws AwsError InvalidParameterValueException in AWS's words, as its users have reported them
   */
  void require(RequestContext context, LambdaRegion region, String function, Arn source) {
    FunctionVersionRecord version = region.latest(function);
    if (!context.access().isRestricted() || version == null) {
      return;
    }
    CallerIdentity role =
        authorizer.callers().assume(version.settings().role(), ExecutionRoles.SERVICE, function);
    if (role == null) {
      return;
    }
    boolean queue = source.service().equals("sqs");
    for (String action : queue ? OF_QUEUES : OF_STREAMS) {
      AccessQuery query =
          new AccessQuery(
              source.service() + ":" + action,
              AccessTarget.of(source.toString(), source.account()));
      if (!authorizer.decide(role, query).isAllowed()) {
        AwsError refusal =
            context
                .access()
                .enforced(LambdaFaults.invalid(queue ? ofQueue(action) : ofStream(source)));
        if (refusal != null) {
          throw refusal;
        }
      }
    }
  }

  private static String ofQueue(String action) {
    return "The provided execution role does not have permissions to call " + action + " on SQS";
  }

  private static String ofStream(Arn source) {
    return "Cannot access stream "
        + source
        + ". Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream,"
        + " ListShards, and ListStreams Actions on your stream in Kinesis or DynamoDB";
  }
}
