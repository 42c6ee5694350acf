package dev.brume.s3.notification;

import dev.brume.core.effect.Effect;
import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message to a destination. What the destination refuses, or is gone for, is lost, as on AWS. */
record NotificationMessage(
    Destinations destinations, DestinationKind kind, Arn arn, Supplier<String> message)
    implements Effect {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationMessage.class);

  @Override
  public CompletionStage<Long> run(int attempt) {
    try {
      destinations.tell(kind, arn, message.get());
    } catch (AwsError refusal) {
      LOG.warn("{} was not told of an event of S3: {}", arn, refusal.getMessage());
    }
    return CompletableFuture.completedFuture(DONE);
  }
}
