package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;

/**
 * Brings the reports of audits to log groups, delivery streams and buckets. AWS's page does not say
 * what objects in buckets are called; here it is as other services call their logs.
 */
final class Auditor implements TaskHandler<AuditReport> {
  private static final String GZIP = "application/x-gzip";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

  private final Scope scope;
  private final SnsEnvironment environment;

  Auditor(Scope scope, SnsEnvironment environment) {
    this.scope = scope;
    this.environment = environment;
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<AuditReport> task) {
    AuditReport report = task.payload();
    String name = report.destination().name();
    return switch (report.destination().kind()) {
      case LOG_GROUP -> {
        String stream = DeliveryStatusLog.streamOf(name);
        environment.logs().write(scope, name, stream, List.of(report.text()));
        yield CompletableFuture.completedFuture(TaskOutcome.DONE);
      }
      case DELIVERY_STREAM -> toStream(task, name);
      case BUCKET -> toBucket(task, name);
    };
  }

  private CompletionStage<TaskOutcome> toStream(Task<AuditReport> task, String name) {
    AuditReport report = task.payload();
    String stream = scope.arn("firehose", "deliverystream/" + name).toString();
    String topic = scope.arn(SnsTables.SERVICE, report.topicName()).toString();
    return task.then(
        environment
            .deliveries()
            .deliver(
                stream,
                DeliveryMessage.of(report.text() + "\n"),
                new Sender(TopicDeliveryHandler.PRINCIPAL, topic, scope.account())),
        answer -> answer.thenApply(Auditor::after));
  }

  private static TaskOutcome after(DeliveryOutcome outcome) {
    if (outcome.isDelivered()) {
      return TaskOutcome.DONE;
    }
    return outcome.isTemporary() ? TaskOutcome.RETRY : TaskOutcome.abandon(outcome.message());
  }

  private CompletionStage<TaskOutcome> toBucket(Task<AuditReport> task, String bucket) {
    AuditReport report = task.payload();
    String key =
        "AWSLogs/%s/SNSDataProtection/%s/%s/%s_%s_%d.log.gz"
            .formatted(
                scope.account(),
                scope.region(),
                HOUR.format(Instant.ofEpochMilli(report.timeMillis())),
                report.topicName(),
                report.messageId(),
                task.id());
    return task.then(
        environment
            .objects()
            .put(scope, bucket, key, zipped(report.text()), ObjectAttributes.of(GZIP)),
        answer ->
            CompletableFuture.completedFuture(
                answer.isCompletedExceptionally() ? TaskOutcome.RETRY : TaskOutcome.DONE));
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void abandoned(Task<AuditReport> task, String reason) {
    // Nobody is told: the destination is gone, or does not take reports.
  }
}
