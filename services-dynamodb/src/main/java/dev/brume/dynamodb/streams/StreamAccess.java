package dev.brume.dynamodb.streams;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.Policy;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsApi;
import java.util.function.BiFunction;

/**
 * The permissions for reading streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions,
 *     resources, and condition keys for Amazon DynamoDB</a>
 */
final class StreamAccess {
  private final ChangeStreamFinder finder;
  private final BiFunction<AttachedPolicy, String, Policy> policies;

  private StreamAccess(
      ChangeStreamFinder finder, BiFunction<AttachedPolicy, String, Policy> policies) {
    this.finder = finder;
    this.policies = policies;
  }

  static ServiceAccess of(
      ChangeStreamFinder finder, BiFunction<AttachedPolicy, String, Policy> policies) {
    StreamAccess access = new StreamAccess(finder, policies);
    return new AccessTable("dynamodb")
        .onAny(DynamoDbStreamsApi.LIST_STREAMS)
        .on(
            DynamoDbStreamsApi.DESCRIBE_STREAM,
            (context, input) -> access.target(input.streamArn()))
        .on(
            DynamoDbStreamsApi.GET_SHARD_ITERATOR,
            (context, input) -> access.target(input.streamArn()))
        .on(
            DynamoDbStreamsApi.GET_RECORDS,
            (context, input) -> access.target(ChangeIterators.arn(input.shardIterator())));
  }

  private AccessTarget target(String arn) {
    Arn parsed = Arn.parse(arn).orElse(null);
    ChangeStreamFinder.Address address = parsed == null ? null : ChangeStreamFinder.address(parsed);
    if (address == null) {
      return AccessTarget.ANY;
    }
    ChangeStream stream = finder.find(address);
    AttachedPolicy attached = stream == null ? null : stream.policy();
    return AccessTarget.of(arn, address.scope().account()).with(policies.apply(attached, arn));
  }
}
