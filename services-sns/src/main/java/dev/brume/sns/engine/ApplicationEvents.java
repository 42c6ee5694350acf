package dev.brume.sns.engine;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryRules;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Publishes what happens to the endpoints of platform applications to the topics that the
 * applications' attributes name. AWS's page does not show the messages: the members are those of
 * one for a failed delivery that users have published, and of the others those that make sense
 * there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/application-event-notifications.html">Amazon
 *     SNS application event notifications for mobile applications</a>
 */
final class ApplicationEvents implements AutoCloseable {
  private final Scope scope;
  private final SnsEnvironment environment;
  private final TaskQueue<DeliveryTask> events;

  ApplicationEvents(Scope scope, Tables tables, SnsEnvironment environment) {
    this.scope = scope;
    this.environment = environment;
    Deliveries deliveries = environment.deliveries();
    events =
        deliveries.open(
            SnsTables.APPLICATION_EVENTS,
            new TaskRunner(environment.timeline(), environment.outbox()),
            tables,
            SnsTables.REGION,
            DeliveryRules.USUAL);
  }

  @Override
  public void close() {
    events.close();
  }

  void created(PlatformApplication application, String endpointArn) {
    add(application, "EventEndpointCreated", "EndpointCreated", endpointArn, none -> {});
  }

  void updated(PlatformApplication application, String endpointArn) {
    add(application, "EventEndpointUpdated", "EndpointUpdate", endpointArn, none -> {});
  }

  void deleted(PlatformApplication application, String endpointArn) {
    add(application, "EventEndpointDeleted", "EndpointDeleted", endpointArn, none -> {});
  }

  /** A message can't be delivered, now or later. */
  void failed(PlatformApplication application, SentNotification message, String type, String why) {
    add(
        application,
        "EventDeliveryFailure",
        "DeliveryFailure",
        message.target(),
        json ->
            json.member("FailureType", type)
                .member("FailureMessage", why)
                .member("DeliveryAttempts", 1)
                .member("MessageId", message.messageId()));
  }

  private void add(
      PlatformApplication application,
      String attribute,
      String type,
      String endpointArn,
      Consumer<JsonObjectText> more) {
    String topicArn = application == null ? null : application.attributes().get(attribute);
    if (topicArn == null || topicArn.isEmpty()) {
      return;
    }
    String resource =
        scope
            .arn(SnsTables.SERVICE, PlatformApplications.APPLICATION_PREFIX + application.id())
            .toString();
    String text =
        JsonObjectText.of(
            json -> {
              json.member("EventType", type);
              more.accept(json);
              json.member("Service", "SNS")
                  .member("Resource", resource)
                  .member("EndpointArn", endpointArn)
                  .member(
                      "Time", Instant.ofEpochMilli(environment.timeline().nowMillis()).toString());
            });
    Sender sender = new Sender(TopicDeliveryHandler.PRINCIPAL, resource, scope.account());
    events.add(new DeliveryTask(topicArn, DeliveryMessage.of(text), sender, null));
  }
}
