package dev.brume.lambda.engine;

import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Sender;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports the ends of durable executions that nobody waits for: "When a durable execution reaches a
 * terminal state (FAILED, STOPPED, or TIMED_OUT) after an asynchronous invocation", its event goes
 * to the function's dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-best-practices.html">Best
 *     practices for Lambda durable functions</a>
 */
final class DurableDeadLetters {
  private static final String PRINCIPAL = "lambda.amazonaws.com";

  private DurableDeadLetters() {}

  /** Sends an execution's event, with attributes as other asynchronous invocations have them. */
  static void send(
      LambdaRegion region, DurableExecutionRecord execution, String input, DurableError error) {
    String function = execution.key().function();
    FunctionVersionRecord version = region.version(function, execution.version());
    String target = version == null ? null : version.settings().deadLetterArn();
    if (target == null) {
      return;
    }
    Map<String, MessageAttribute> attributes = new TreeMap<>();
    attributes.put("RequestID", attribute("String", execution.key().id()));
    attributes.put("ErrorCode", attribute("Number", "200"));
    if (error != null && error.message() != null) {
      attributes.put("ErrorMessage", attribute("String", error.message()));
    }
    region.deliver(
        new DeliveryTask(
            target,
            DeliveryMessage.of(input).withAttributes(attributes),
            new Sender(PRINCIPAL, region.functionArn(function, null), region.scope().account()),
            null));
  }

  private static MessageAttribute attribute(String type, String value) {
    return new MessageAttribute(type, value, null);
  }
}
