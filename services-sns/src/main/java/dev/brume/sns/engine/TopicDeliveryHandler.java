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
 * Delivers messages to subscriptions, and undeliverable ones to dead-letter queues. HTTP endpoints
 * have a queue of their own, in which each subscription is a destination, so that unresponsive ones
 * do not delay other deliveries.
 */
final class TopicDeliveryHandler implements TaskHandler<TopicDelivery>, AutoCloseable {
  /** Whom resource policies see. */
  static final String PRINCIPAL = "sns.amazonaws.com";

  private static final int TOO_MANY_REQUESTS = 429;

  private final Scope scope;
  private final SnsEnvironment environment;
  private final Recipients recipients;
  private final DeliveryStatusLog statusLog;
  private final TaskQueue<TopicDelivery> deliveries;
  private final TaskQueue<TopicDelivery> httpDeliveries;

  TopicDeliveryHandler(
      Scope scope,
      Tables tables,
      SnsEnvironment environment,
      Recipients recipients,
      DeliveryStatusLog statusLog) {
    this.scope = scope;
    this.environment = environment;
    this.recipients = recipients;
    this.statusLog = statusLog;
    TaskRunner runner = new TaskRunner(environment.timeline(), environment.outbox());
    deliveries = runner.open(SnsTables.DELIVERIES, tables, SnsTables.REGION, this);
    httpDeliveries = runner.open(SnsTables.HTTP_DELIVERIES, tables, SnsTables.REGION, this);
  }

  /** Adds a message for delivery. */
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
    long startedMillis = environment.timeline().nowMillis();
    if (delivery.isHttp()) {
      return task.then(
          environment.http().apply(delivery, body),
          answer ->
              CompletableFuture.completedFuture(afterHttp(task, startedMillis, answerOf(answer))));
    }
    return switch (delivery.protocol()) {
      case "sms", "email", "email-json", "application" ->
          CompletableFuture.completedFuture(handOver(delivery, body, startedMillis));
      default -> deliver(task, body, startedMillis);
    };
  }

  // ------------------------------------------------------------------------------ services

  private CompletionStage<TaskOutcome> deliver(
      Task<TopicDelivery> task, String body, long startedMillis) {
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
        answer -> answer.thenApply(outcome -> after(task, startedMillis, outcome)));
  }

  private TaskOutcome after(Task<TopicDelivery> task, long startedMillis, DeliveryOutcome outcome) {
    if (outcome.isTemporary()) {
      long delayMillis = RetryPhases.AWS_MANAGED.delayMillis(task.attempt());
      if (delayMillis >= 0) {
        return TaskOutcome.retryAfter(delayMillis);
      }
    }
    TopicDelivery delivery = task.payload();
    statusLog.ended(
        delivery,
        new DeliveryStatusLog.End(
            outcome.isDelivered(),
            task.attempt(),
            startedMillis,
            () -> ServiceAnswers.of(delivery, outcome, environment.ids())));
    return outcome.isDelivered() ? TaskOutcome.DONE : TaskOutcome.abandon(outcome.message());
  }

  // ---------------------------------------------------------------------------------- HTTP

  private static EndpointAnswer answerOf(CompletableFuture<EndpointAnswer> answer) {
    return answer
        .handle((given, failure) -> failure == null ? given : EndpointAnswer.none(failure))
        .join();
  }

  /**
   * The outcome after a response. "Status code outside the range of 200-4xx" is a failed attempt;
   * of the others, 4xx except 429 means that a retry can't succeed.
   */
  private TaskOutcome afterHttp(
      Task<TopicDelivery> task, long startedMillis, EndpointAnswer answer) {
    TopicDelivery delivery = task.payload();
    int status = answer.status();
    boolean isDelivered = status >= 200 && status < 400;
    boolean isFinal = status >= 400 && status < 500 && status != TOO_MANY_REQUESTS;
    if (!isDelivered && !isFinal) {
      long delayMillis = delivery.http().retries().delayMillis(task.attempt());
      if (delayMillis >= 0) {
        return TaskOutcome.retryAfter(delayMillis);
      }
    }
    statusLog.ended(
        delivery,
        new DeliveryStatusLog.End(isDelivered, task.attempt(), startedMillis, () -> answer));
    return isDelivered ? TaskOutcome.DONE : TaskOutcome.abandon("The endpoint answered " + status);
  }

  // -------------------------------------------------------------- phones, devices, mailboxes

  private TaskOutcome handOver(TopicDelivery delivery, String body, long startedMillis) {
    EndpointAnswer answer =
        recipients.take(
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
    boolean isDelivered = answer.status() < 300;
    statusLog.ended(
        delivery, new DeliveryStatusLog.End(isDelivered, 1, startedMillis, () -> answer));
    return isDelivered ? TaskOutcome.DONE : TaskOutcome.abandon(answer.text());
  }

  @Override
  public void abandoned(Task<TopicDelivery> task, String reason) {
    TopicDelivery delivery = task.payload();
    if (delivery.deadLetterArn() != null) {
      add(delivery.toDeadLetterQueue());
    }
  }
}
