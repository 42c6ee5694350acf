package dev.brume.core.port;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Deliveries to the resources of a service that takes messages at once: queues, topics, streams.
 * The resource is looked for; with enforcement on its policy decides; then it gets the message.
 *
 * @param <R> the resource
 */
public abstract class ResourceDeliveries<R> implements DeliveryTarget {
  private final Authorizer authorizer;
  private final Wording wording;

  /**
   * How a service puts what goes wrong.
   *
   * @param kind what it calls the resource: {@code queue}
   * @param notFound its code where there is none
   * @param action what senders must be allowed: {@code sqs:SendMessage}
   * @param denied its code where they are not
   * @param doing what they would do: {@code send messages to}
   */
  public record Wording(String kind, String notFound, String action, String denied, String doing) {}

  protected ResourceDeliveries(Authorizer authorizer, Wording wording) {
    this.authorizer = authorizer;
    this.wording = wording;
  }

  /** The resource; null where there is none. */
  protected abstract R find(Arn target);

  /** The resource as policies see it. */
  protected abstract AccessTarget access(R resource, Arn target);

  /**
   * Gives it the message.
   *
   * @throws AwsError where it does not take it; {@link #outcome} says what that means
   */
  protected abstract DeliveryOutcome put(
      R resource, Arn target, DeliveryMessage message, Sender sender);

  /**
   * The refusal of the key that the resource is encrypted with; null if there is none. Key policies
   * must allow services that send on their own behalf.
   */
  protected DeliveryOutcome keyRefusal(R resource, Sender sender) {
    return null;
  }

  /** What a refusal by {@link #put} means: a message that the resource does not take. */
  protected DeliveryOutcome outcome(AwsError refusal, Arn target) {
    return DeliveryOutcome.invalid(refusal.queryCode(), refusal.getMessage());
  }

  /** There is no such resource. */
  protected final DeliveryOutcome notFound(Arn target) {
    return DeliveryOutcome.notFound(
        wording.notFound, "The " + wording.kind + " " + target + " does not exist");
  }

  @Override
  public final boolean exists(Arn target) {
    return find(target) != null;
  }

  @Override
  public final DeliveryOutcome refusal(Arn target, Sender sender) {
    R resource = find(target);
    return resource == null ? notFound(target) : refusal(resource, target, sender);
  }

  private DeliveryOutcome refusal(R resource, Arn target, Sender sender) {
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return keyRefusal(resource, sender);
    }
    AccessQuery query = new AccessQuery(wording.action, access(resource, target));
    return authorizer.admits(sender.identity(), query)
        ? keyRefusal(resource, sender)
        : DeliveryOutcome.denied(
            wording.denied, sender.service() + " may not " + wording.doing + " " + target);
  }

  @Override
  public final CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    return CompletableFuture.completedFuture(delivered(target, message, sender));
  }

  private DeliveryOutcome delivered(Arn target, DeliveryMessage message, Sender sender) {
    R resource = find(target);
    if (resource == null) {
      return notFound(target);
    }
    DeliveryOutcome refusal = refusal(resource, target, sender);
    if (refusal != null) {
      return refusal;
    }
    try {
      return put(resource, target, message, sender);
    } catch (AwsError why) {
      return outcome(why, target);
    }
  }
}
