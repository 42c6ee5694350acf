package dev.brume.kinesis;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.kinesis.engine.KinesisStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Streams as delivery targets: each message becomes a record. One without a partition key gets a
 * random one.
 */
final class StreamDeliveries implements DeliveryTarget {
  private static final String PUT_RECORD = "kinesis:PutRecord";
  private static final String NO_STREAM = "ResourceNotFoundException";
  private static final String THROTTLED = "ProvisionedThroughputExceededException";

  private final StreamFinder streams;
  private final Authorizer authorizer;
  private final Ids ids;

  StreamDeliveries(StreamFinder streams, Authorizer authorizer, Ids ids) {
    this.streams = streams;
    this.authorizer = authorizer;
    this.ids = ids;
  }

  private KinesisStream find(Arn target) {
    return StreamFinder.addressOf(target.toString()).map(streams::findQuietly).orElse(null);
  }

  @Override
  public boolean exists(Arn target) {
    return find(target) != null;
  }

  @Override
  public DeliveryOutcome refusal(Arn target, Sender sender) {
    KinesisStream stream = find(target);
    return stream == null ? notFound(target) : refusal(stream, sender);
  }

  private DeliveryOutcome refusal(KinesisStream stream, Sender sender) {
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return null;
    }
    return authorizer.admits(
            sender.identity(), new AccessQuery(PUT_RECORD, KinesisAccess.target(stream)))
        ? null
        : DeliveryOutcome.denied(
            "AccessDeniedException", sender.service() + " may not put records to " + stream.arn());
  }

  private static DeliveryOutcome notFound(Arn target) {
    return DeliveryOutcome.notFound(NO_STREAM, "The stream " + target + " does not exist");
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    return CompletableFuture.completedFuture(put(target, message, sender));
  }

  private DeliveryOutcome put(Arn target, DeliveryMessage message, Sender sender) {
    KinesisStream stream = find(target);
    if (stream == null) {
      return notFound(target);
    }
    DeliveryOutcome refusal = refusal(stream, sender);
    if (refusal != null) {
      return refusal;
    }
    String key = message.partitionKey() == null ? ids.uuid() : message.partitionKey();
    try {
      RecordWriteOperations.put(stream, key, null, message.content());
      return DeliveryOutcome.DELIVERED;
    } catch (AwsError why) {
      return switch (why.code()) {
        case NO_STREAM -> notFound(target);
        case THROTTLED -> DeliveryOutcome.throttled(why.code(), why.getMessage());
        default -> DeliveryOutcome.invalid(why.code(), why.getMessage());
      };
    }
  }
}
