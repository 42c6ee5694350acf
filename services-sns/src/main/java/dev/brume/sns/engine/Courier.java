package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Brings messages to subscriptions, and to dead-letter queues what can't be delivered. HTTP
 * endpoints have a queue of their own, so that those which don't answer hold up nobody else.
 */
final class Courier implements TaskHandler<TopicDelivery>, AutoCloseable {
  private static final String PRINCIPAL = "sns.amazonaws.com";
  private static final int TOO_MANY_REQUESTS = 429;

  private final Scope scope;
  private final SnsEnvironment environment;
  private final SentMessages sent;
  private final PlatformApplications applications;
  private final PhoneNumbers numbers;
  private final TaskQueue<TopicDelivery> deliveries;
  private final TaskQueue<TopicDelivery> httpDeliveries;

  Courier(
      Scope scope,
      Tables tables,
      SnsEnvironment environment,
      SentMessages sent,
      PlatformApplications applications,
      PhoneNumbers numbers) {
    this.scope = scope;
    this.environment = environment;
    this.sent = sent;
    this.applications = applications;
    this.numbers = numbers;
    TaskRunner runner = new TaskRunner(environment.timeline(), environment.outbox());
    deliveries = runner.open(SnsTables.DELIVERIES, tables, SnsTables.REGION, this);
    httpDeliveries = runner.open(SnsTables.HTTP_DELIVERIES, tables, SnsTables.REGION, this);
  }

  /** Takes a message over. */
  void add(TopicDelivery delivery) {
    add(delivery, Long.MIN_VALUE);
  }

  /** The same, not before {@code dueMillis}. */
  void add(TopicDelivery delivery, long dueMillis) {
    (delivery.isHttp() ? httpDeliveries : deliveries).add(delivery, dueMillis);
  }

  @Override
  public void close() {
    deliveries.close();
    httpDeliveries.close();
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<TopicDelivery> task) {
    TopicDelivery delivery = task.payload();
    String body = environment.bodies().apply(delivery);
    if (delivery.isHttp()) {
      return task.then(
          environment.http().apply(delivery, body),
          status -> CompletableFuture.completedFuture(afterHttp(delivery, statusOf(status))));
    }
    return switch (delivery.protocol()) {
      case "sms", "email", "email-json", "application" ->
          CompletableFuture.completedFuture(handOver(delivery, body));
      default -> deliver(task, body);
    };
  }

  // ------------------------------------------------------------------------------ services

  private CompletionStage<TaskOutcome> deliver(Task<TopicDelivery> task, String body) {
    TopicDelivery delivery = task.payload();
    DeliveryMessage message = delivery.message();
    DeliveryMessage sentMessage =
        delivery.isRaw()
            ? message
            : new DeliveryMessage(
                body,
                null,
                Map.of(),
                message.groupId(),
                message.deduplicationId(),
                null,
                message.traceHeader());
    Sender sender = new Sender(PRINCIPAL, delivery.topicArn(), scope.account());
    return task.then(
        environment.deliveries().deliver(delivery.target(), sentMessage, sender),
        answer -> answer.thenApply(outcome -> after(outcome, task.attempt())));
  }

  private static TaskOutcome after(DeliveryOutcome outcome, int tries) {
    return switch (outcome.status()) {
      case DELIVERED -> TaskOutcome.DONE;
      case THROTTLED, FAILED -> {
        long delayMillis = RetryPhases.AWS_MANAGED.delayMillis(tries);
        yield delayMillis < 0
            ? TaskOutcome.abandon(outcome.message())
            : TaskOutcome.retryAfter(delayMillis);
      }
      case NOT_FOUND, ACCESS_DENIED, INVALID -> TaskOutcome.abandon(outcome.message());
    };
  }

  // ---------------------------------------------------------------------------------- HTTP

  /** The status of an answer; 0 where there was none. */
  private static int statusOf(CompletableFuture<Integer> status) {
    return status.isCompletedExceptionally() ? 0 : status.join();
  }

  /**
   * What comes after an answer. "Status code outside the range of 200-4xx" is a failed try; of the
   * others, 4xx but 429 says that another try would be no better.
   */
  private TaskOutcome afterHttp(TopicDelivery delivery, int status) {
    if (status >= 200 && status < 400) {
      return TaskOutcome.DONE;
    }
    if (status >= 400 && status < 500 && status != TOO_MANY_REQUESTS) {
      return TaskOutcome.abandon("The endpoint answered " + status);
    }
    long delayMillis = delivery.http().retries().delayMillis(delivery.failures() + 1);
    if (delayMillis < 0) {
      return TaskOutcome.abandon("The endpoint answered " + status + " at last");
    }
    long nowMillis = environment.timeline().nowMillis();
    httpDeliveries.add(delivery.afterFailure(), nowMillis + delayMillis);
    return TaskOutcome.DONE;
  }

  // -------------------------------------------------------------- phones, devices, mailboxes

  private TaskOutcome handOver(TopicDelivery delivery, String body) {
    if (delivery.protocol().equals("application")) {
      PlatformEndpoint endpoint = applications.endpoint(delivery.target());
      if (endpoint == null) {
        return TaskOutcome.abandon("There is no endpoint " + delivery.target());
      }
      if (!endpoint.isEnabled() || !applications.isEnabled(endpoint)) {
        return TaskOutcome.abandon("The endpoint " + delivery.target() + " is disabled");
      }
    }
    if (!delivery.protocol().equals("sms") || !numbers.isOptedOut(delivery.target())) {
      sent.add(
          new SentNotification(
              delivery.protocol(),
              delivery.target(),
              delivery.topicArn(),
              delivery.subscriptionArn(),
              delivery.envelope().messageId(),
              body,
              delivery.message().subject(),
              delivery.envelope().isStructured(),
              delivery.message().attributes()));
    }
    return TaskOutcome.DONE;
  }

  @Override
  public void abandoned(Task<TopicDelivery> task, String reason) {
    TopicDelivery delivery = task.payload();
    if (delivery.deadLetterArn() != null) {
      add(delivery.toDeadLetterQueue());
    }
  }
}
