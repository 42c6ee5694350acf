package dev.brume.lambda.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.time.MachineClock;
import dev.brume.lambda.engine.FunctionSettings.LoggingSettings;
import dev.brume.lambda.runtime.ReportLine.Outcome;
import dev.brume.lambda.shape.RuntimeNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The lines that the platform writes to a function's log, in text or in JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">
 *     Configuring JSON and plain text log formats</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Lambda
 *     Telemetry API Event schema reference</a>
 */
final class PlatformLog {
  /** The beginning of the text line that callers don't see. */
  static final String INIT_TEXT = "INIT_START ";

  /** What the line in JSON that callers don't see contains. */
  static final String INIT_JSON = "\"type\":\"platform.initStart\"";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RuntimePlan plan;
  private final boolean json;
  private final String level;

  PlatformLog(RuntimePlan plan) {
    this.plan = plan;
    LoggingSettings logging = plan.settings().logging();
    json = "JSON".equals(logging.format());
    level = logging.systemLevel();
  }

  private static String event(String type, Consumer<JsonObjectText> members) {
    return JsonObjectText.of(
            event ->
                event
                    .member("time", TIME.format(Instant.ofEpochMilli(MachineClock.SYSTEM.millis())))
                    .member("type", "platform." + type)
                    .object("record", members))
        + "\n";
  }

  private boolean shows(String lineLevel) {
    return switch (lineLevel) {
      case "DEBUG" -> "DEBUG".equals(level);
      case "INFO" -> !"WARN".equals(level);
      default -> true;
    };
  }

  /** The lines at the start of a process. */
  List<String> initStart() {
    String version = versionName(plan.settings().runtime());
    String arn = RuntimeNames.versionArn(plan.scope(), plan.settings().runtime());
    if (!json) {
      return List.of(
          INIT_TEXT + "Runtime Version: " + version + "\tRuntime Version ARN: " + arn + "\n");
    }
    return shows("INFO")
        ? List.of(
            event(
                "initStart",
                record ->
                    record
                        .member("initializationType", "on-demand")
                        .member("phase", "init")
                        .member("runtimeVersion", version)
                        .member("runtimeVersionArn", arn)))
        : List.of();
  }

  /** A name such as {@code python:3.12.v1} (the form recorded on AWS in September 2023). */
  private static String versionName(String runtime) {
    int digit = 0;
    while (digit < runtime.length() && !Character.isDigit(runtime.charAt(digit))) {
      digit++;
    }
    String name = runtime.startsWith("provided.") ? "provided" : runtime.substring(0, digit);
    String version = runtime.substring(name.length()).replaceAll("^\\.|\\.x$", "");
    return name + ":" + version + ".v1";
  }

  /** The lines at the start of a call. */
  List<String> start(String requestId) {
    if (!json) {
      return List.of("START RequestId: " + requestId + " Version: " + plan.version() + "\n");
    }
    return shows("INFO")
        ? List.of(
            event(
                "start",
                record -> {
                  record.member("requestId", requestId).member("version", plan.version());
                  if (plan.tenant() != null) {
                    record.member("tenantId", plan.tenant());
                  }
                }))
        : List.of();
  }

  /** The lines at the end of a call. */
  List<String> end(ReportLine report) {
    if (!json) {
      return List.of("END RequestId: " + report.requestId() + "\n", text(report));
    }
    boolean success = report.outcome() == Outcome.SUCCESS;
    List<String> lines = new ArrayList<>();
    if (shows(success ? "DEBUG" : "WARN")) {
      lines.add(
          event(
              "runtimeDone",
              record ->
                  record
                      .member("requestId", report.requestId())
                      .member("status", status(report))
                      .object(
                          "metrics",
                          metrics -> metrics.member("durationMs", rounded(report.millis())))));
    }
    if (shows(success ? "INFO" : "WARN")) {
      lines.add(event("report", record -> addReport(record, report)));
    }
    return lines;
  }

  private static String status(ReportLine report) {
    return report.outcome().name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode rounded(double millis) {
    return DecimalNode.valueOf(BigDecimal.valueOf(millis).setScale(3, RoundingMode.HALF_UP));
  }

  private static void addReport(JsonObjectText record, ReportLine report) {
    record
        .member("requestId", report.requestId())
        .object(
            "metrics",
            metrics -> {
              metrics
                  .member("durationMs", rounded(report.millis()))
                  .member("billedDurationMs", (long) Math.ceil(report.millis()))
                  .member("memorySizeMB", report.memoryMegabytes())
                  .member("maxMemoryUsedMB", report.usedMegabytes());
              if (report.initMillis() != null) {
                metrics.member("initDurationMs", rounded(report.initMillis()));
              }
            })
        .member("status", status(report));
  }

  private static String text(ReportLine report) {
    StringBuilder line = new StringBuilder("REPORT RequestId: ").append(report.requestId());
    line.append(String.format(Locale.ROOT, "\tDuration: %.2f ms", report.millis()));
    line.append("\tBilled Duration: ").append((long) Math.ceil(report.millis())).append(" ms");
    line.append("\tMemory Size: ").append(report.memoryMegabytes()).append(" MB");
    line.append("\tMax Memory Used: ").append(report.usedMegabytes()).append(" MB");
    if (report.initMillis() != null) {
      line.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", report.initMillis()));
    }
    line.append('\t');
    if (report.outcome() == Outcome.TIMEOUT) {
      line.append("Status: timeout");
    } else if (report.outcome() == Outcome.ERROR) {
      line.append("Status: error\tError Type: Runtime.ExitError");
    }
    return line.append('\n').toString();
  }
}
