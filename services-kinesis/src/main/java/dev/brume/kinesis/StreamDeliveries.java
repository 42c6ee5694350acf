package dev.brume.kinesis;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.ResourceDeliveries;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.kinesis.engine.KinesisStream;

/**
 * Streams as delivery targets: each message becomes a record. One without a partition key gets a
 * random one.
 */
final class StreamDeliveries extends ResourceDeliveries<KinesisStream> {
  private static final String NO_STREAM = "ResourceNotFoundException";
  private static final String THROTTLED = "ProvisionedThroughputExceededException";

  private final StreamFinder streams;
  private final Ids ids;

  StreamDeliveries(StreamFinder streams, Authorizer authorizer, Ids ids) {
    super(
        authorizer,
        new Wording(
            "stream", NO_STREAM, "kinesis:PutRecord", "AccessDeniedException", "put records to"));
    this.streams = streams;
    this.ids = ids;
  }

  @Override
  protected KinesisStream find(Arn target) {
    return StreamFinder.addressOf(target.toString()).map(streams::findQuietly).orElse(null);
  }

  @Override
  protected AccessTarget access(KinesisStream stream, Arn target) {
    return KinesisAccess.target(stream);
  }

  @Override
  protected DeliveryOutcome put(
      KinesisStream stream, Arn target, DeliveryMessage message, Sender sender) {
    String key = message.partitionKey() == null ? ids.uuid() : message.partitionKey();
    RecordWriteOperations.put(stream, key, null, message.content());
    return DeliveryOutcome.DELIVERED;
  }

  @Override
  protected DeliveryOutcome outcome(AwsError refusal, Arn target) {
    return switch (refusal.code()) {
      case NO_STREAM -> notFound(target);
      case THROTTLED -> DeliveryOutcome.throttled(refusal.code(), refusal.getMessage());
      default -> DeliveryOutcome.invalid(refusal.code(), refusal.getMessage());
    };
  }
}
