package dev.brume.core.port;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Buckets as targets of deliveries: a message becomes the object that the ARN names, with the
 * bucket and the key, such as {@code arn:aws:s3:::bucket/key}.
 */
public final class ObjectDeliveries implements DeliveryTarget {
  private static final String JSON = "application/json";

  private final Ports ports;

  /**
   * @param ports where buckets are found
   */
  public ObjectDeliveries(Ports ports) {
    this.ports = ports;
  }

  /** Whether a bucket is there is seen when something is put into it. */
  @Override
  public boolean exists(Arn target) {
    return true;
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    String place = target.resource();
    int slash = place.indexOf('/');
    Scope writer =
        Arn.parse(sender.sourceArn())
            .map(Arn::scope)
            .orElse(new Scope(sender.sourceAccount(), Scope.DEFAULT_REGION));
    return ports
        .find(ObjectTarget.class)
        .put(
            writer,
            place.substring(0, slash),
            place.substring(slash + 1),
            message.body().getBytes(StandardCharsets.UTF_8),
            ObjectAttributes.of(JSON))
        .handle((etag, failure) -> outcome(failure));
  }

  private static DeliveryOutcome outcome(Throwable failure) {
    if (failure == null) {
      return DeliveryOutcome.DELIVERED;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof AwsError refusal
        ? DeliveryOutcome.notFound(refusal.code(), refusal.getMessage())
        : DeliveryOutcome.failed("InternalError", cause.toString());
  }
}
