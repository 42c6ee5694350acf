package dev.brume.dynamodb.streams;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.Policy;
import dev.brume.core.port.StreamSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.time.Timeline;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.engine.DynamoDbRegions;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsApi;
import java.util.function.BiFunction;

/**
 * Amazon DynamoDB Streams: the changes of DynamoDB's tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">Amazon
 *     DynamoDB Streams: actions</a>
 */
public final class DynamoDbStreamsService implements Service {
  private final ChangeStreamFinder finder;
  private final BiFunction<AttachedPolicy, String, Policy> policies;
  private final ChangeStreamOperations streams;
  private final RecordOperations records;
  private final ConsumedStreams consumed;
  private final Dialect dialect;

  /**
   * Created by DynamoDB's service, whose tables it reads.
   *
   * @param policies returns the policy attached to the resource with an ARN
   * @param dialect DynamoDB's
   */
  public DynamoDbStreamsService(
      DynamoDbRegions regions,
      Timeline timeline,
      BiFunction<AttachedPolicy, String, Policy> policies,
      Dialect dialect) {
    finder = new ChangeStreamFinder(regions);
    this.policies = policies;
    streams = new ChangeStreamOperations(finder);
    records = new RecordOperations(finder, timeline);
    consumed = new ConsumedStreams(finder, timeline);
    this.dialect = dialect;
  }

  @Override
  public ServiceSchema schema() {
    return DynamoDbStreamsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(DynamoDbStreamsApi.DESCRIBE_STREAM, streams::describeStream);
    binder.on(DynamoDbStreamsApi.GET_RECORDS, records::getRecords);
    binder.on(DynamoDbStreamsApi.GET_SHARD_ITERATOR, records::getShardIterator);
    binder.on(DynamoDbStreamsApi.LIST_STREAMS, streams::listStreams);
  }

  @Override
  public ServiceAccess access() {
    return StreamAccess.of(finder, policies);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  /** The streams for consumers inside the emulator. */
  public StreamSource consumedStreams() {
    return consumed;
  }
}
