package dev.brume.sqs.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The opaque identifier of a message-move task.
 *
 * @param taskId the task
 * @param sourceArn its source queue
 */
record TaskHandle(String taskId, String sourceArn) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\\s*\"taskId\"\\s*:\\s*\"([0-9a-f-]{36})\"\\s*,"
              + "\\s*\"sourceArn\"\\s*:\\s*\"([^\"]+)\"\\s*}");

  String text() {
    String json = "{\"taskId\":\"" + taskId + "\",\"sourceArn\":\"" + sourceArn + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Parses a handle; empty if {@code text} is none. */
  static Optional<TaskHandle> parse(String text) {
    try {
      String json = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      Matcher form = FORM.matcher(json);
      return form.matches()
          ? Optional.of(new TaskHandle(form.group(1), form.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
