package dev.brume.lambda.invoke;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.policy.FunctionPolicies;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Functions as delivery targets: a delivery is an asynchronous invocation. While access is
 * enforced, the function's policy decides.
 */
public final class FunctionDeliveries implements DeliveryTarget {
  private final FunctionFinder finder;
  private final Authorizer authorizer;
  private final Ids ids;

  /**
   * @param finder finds functions
   * @param authorizer authorizes calls
   * @param ids generates the ids of calls
   */
  public FunctionDeliveries(FunctionFinder finder, Authorizer authorizer, Ids ids) {
    this.finder = finder;
    this.authorizer = authorizer;
    this.ids = ids;
  }

  private Found find(Arn target) {
    FunctionReference reference = FunctionReference.parse(target.scope(), target.toString());
    return reference == null ? null : finder.findOrNull(reference);
  }

  @Override
  public boolean exists(Arn target) {
    return find(target) != null;
  }

  @Override
  public DeliveryOutcome refusal(Arn target, Sender sender) {
    Found found = find(target);
    if (found == null) {
      return DeliveryOutcome.notFound("ResourceNotFoundException", "Function not found: " + target);
    }
    if (authorizer.mode() == Authorizer.Mode.OFF) {
      return null;
    }
    AccessTarget resource =
        AccessTarget.of(target.toString(), target.account())
            .with(FunctionPolicies.of(found.region(), found.function().name(), found.qualifier()));
    return authorizer.admits(sender.identity(), new AccessQuery("lambda:InvokeFunction", resource))
        ? null
        : DeliveryOutcome.denied(
            "AccessDeniedException", sender.service() + " may not invoke " + target);
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    return CompletableFuture.completedFuture(accept(target, message, sender));
  }

  private DeliveryOutcome accept(Arn target, DeliveryMessage message, Sender sender) {
    DeliveryOutcome refusal = refusal(target, sender);
    if (refusal != null) {
      return refusal;
    }
    Found found = find(target);
    if (found == null) {
      return DeliveryOutcome.notFound("ResourceNotFoundException", "Function not found: " + target);
    }
    try {
      Blob event = InvokeOperations.event(Blob.ofUtf8(message.body()));
      String requestId = ids.uuid();
      InvokeOperations.accept(found, requestId, event, null, null);
      return DeliveryOutcome.delivered(requestId);
    } catch (AwsError invalid) {
      return DeliveryOutcome.invalid(invalid.code(), invalid.getMessage());
    }
  }
}
