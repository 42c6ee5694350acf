package dev.brume.s3.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Targets that keep what they are told, in order; they exist by their names. */
final class RecordedTargets implements DeliveryTarget {
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";
  static final String OTHER_QUEUE = "arn:aws:sqs:us-east-1:123456789012:other";
  static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

  private static final Set<String> EXISTING = Set.of(QUEUE, OTHER_QUEUE, TOPIC, FUNCTION);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was told, to the resource before the space. */
  final List<String> told = new ArrayList<>();

  final List<JsonNode> events = new ArrayList<>();
  final List<String> traces = new ArrayList<>();
  final List<Sender> senders = new ArrayList<>();

  /** What every delivery comes to. */
  DeliveryOutcome outcome = DeliveryOutcome.DELIVERED;

  /** Why nobody may deliver; null where everybody may. */
  DeliveryOutcome refusal;

  Ports ports() {
    return new Ports()
        .offerTarget("sqs", () -> this)
        .offerTarget("sns", () -> this)
        .offerTarget("lambda", () -> this)
        .offerTarget("events", () -> this);
  }

  /** What was told since the last time. */
  List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  @Override
  public boolean exists(Arn arn) {
    return EXISTING.contains(arn.toString());
  }

  @Override
  public DeliveryOutcome refusal(Arn target, Sender sender) {
    return refusal;
  }

  @Override
  public CompletionStage<DeliveryOutcome> deliver(
      Arn target, DeliveryMessage message, Sender sender) {
    senders.add(sender);
    traces.add(message.traceHeader());
    if (outcome.isDelivered()) {
      told.add(textOf(target, message));
    }
    return CompletableFuture.completedFuture(outcome);
  }

  private String textOf(Arn target, DeliveryMessage message) {
    return switch (target.service()) {
      case "sns" -> target.resource() + " " + message.subject() + ": " + message.body();
      case "events" -> {
        JsonNode event = read(message.body());
        events.add(event);
        yield target.account() + "/" + target.region() + " " + event.path("detail");
      }
      default -> target.resource() + " " + message.body();
    };
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
