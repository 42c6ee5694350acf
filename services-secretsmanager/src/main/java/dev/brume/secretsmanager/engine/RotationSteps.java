package dev.brume.secretsmanager.engine;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.FunctionAnswer;
import dev.brume.core.port.FunctionCalls;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates secrets: calls the function of a secret once for each of the four steps, in sequence. A
 * failed step is retried a few times; then the rotation stops until the next window or the next
 * request resumes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
final class RotationSteps implements TaskHandler<RotationTask> {
  private static final Logger LOG = LoggerFactory.getLogger(RotationSteps.class);
  private static final String PRINCIPAL = "secretsmanager.amazonaws.com";

  private final SecretsEnvironment environment;
  private final Scope scope;
  private final StoreSection section;

  RotationSteps(SecretsEnvironment environment, Scope scope) {
    this.environment = environment;
    this.scope = scope;
    Surroundings surroundings = environment.surroundings();
    section = new StoreSection(surroundings.store(), surroundings.outbox());
  }

  /** Why Secrets Manager can't call a function for a secret; null if it can. */
  static DeliveryOutcome refusal(Surroundings surroundings, Arn function, Sender sender) {
    DeliveryTarget target = surroundings.ports().target(function).orElse(null);
    return target == null
        ? DeliveryOutcome.notFound("ResourceNotFoundException", "There are no functions.")
        : target.refusal(function, sender);
  }

  static Sender sender(SecretRecord secret, Scope scope) {
    return new Sender(PRINCIPAL, secret.arn(), scope.account());
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<RotationTask> task) {
    RotationTask step = task.payload();
    SecretsRegion region = environment.regions().apply(scope);
    if (step.isWindow()) {
      region.call(() -> region.rotations().openWindow(step));
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    SecretRecord secret = region.call(() -> region.rotations().goesOn(step));
    FunctionCalls functions =
        environment.surroundings().ports().look(FunctionCalls.class).orElse(null);
    if (secret == null || functions == null) {
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    Arn function = Arn.parse(secret.rotation().functionArn()).orElseThrow();
    String event =
        JsonObjectText.of(
            json ->
                json.member("Step", step.told())
                    .member("SecretId", secret.arn())
                    .member("ClientRequestToken", step.versionId())
                    .member("RotationToken", secret.rotation().token()));
    return functions
        .call(function, event, sender(secret, scope))
        .thenApply(answer -> section.call(() -> settle(step, answer)));
  }

  /** Handles the function's answer; the state may have changed since the call. */
  private TaskOutcome settle(RotationTask step, FunctionAnswer answer) {
    if (!answer.isSuccess()) {
      LOG.debug("{} of {} failed: {}", step.step(), step.arn(), answer.outcome().message());
      if (!step.isTrial()) {
        return TaskOutcome.RETRY;
      }
    }
    SecretsRegion region = environment.regions().apply(scope);
    region.call(() -> region.rotations().stepDone(step));
    return TaskOutcome.DONE;
  }
}
