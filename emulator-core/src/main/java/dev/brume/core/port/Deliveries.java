package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.task.TaskSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers to resources of other services by ARN, at once or as durable tasks. */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Ports ports;

  public Deliveries(Ports ports) {
    this.ports = ports;
  }

  /** The durable delivery tasks of a service. */
  public static TaskSpec<DeliveryTask> spec(String service, String name) {
    return TaskSpec.of(service, name, DeliveryTask.class);
  }

  /** Opens the queue of {@code owner}'s deliveries; see {@link TaskRunner#open}. */
  public TaskQueue<DeliveryTask> open(
      TaskSpec<DeliveryTask> spec,
      TaskRunner runner,
      Tables tables,
      String owner,
      DeliveryRules rules) {
    return runner.open(spec, tables, owner, new DeliveryHandler(rules));
  }

  /**
   * Delivers at once. Call in a section of the store, with no lock held.
   *
   * @return a stage that does not fail for reasons of the target
   */
  public CompletionStage<DeliveryOutcome> deliver(
      String targetArn, DeliveryMessage message, Sender sender) {
    Arn arn = Arn.parse(targetArn).orElse(null);
    DeliveryTarget target = arn == null ? null : ports.target(arn).orElse(null);
    if (target == null) {
      return CompletableFuture.completedFuture(
          DeliveryOutcome.notFound("ResourceNotFoundException", "Nothing here is " + targetArn));
    }
    return target.deliver(arn, message, sender);
  }

  /** Does the deliveries of one queue. */
  private final class DeliveryHandler implements TaskHandler<DeliveryTask> {
    private final DeliveryRules rules;

    DeliveryHandler(DeliveryRules rules) {
      this.rules = rules;
    }

    @Override
    public CompletionStage<TaskOutcome> run(Task<DeliveryTask> task) {
      DeliveryTask delivery = task.payload();
      return task.then(
          deliver(delivery.targetArn(), delivery.message(), delivery.sender()),
          answer -> answer.thenApply(outcome -> rules.after(delivery, outcome)));
    }

    @Override
    public void abandoned(Task<DeliveryTask> task, String reason) {
      DeliveryTask delivery = task.payload();
      LOG.debug("{} does not get a message: {}", delivery.targetArn(), reason);
      rules.abandoned(delivery, reason);
    }
  }
}
