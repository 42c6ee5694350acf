package dev.brume.lambda.durable;

import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a callback is answered by. Clients can't tell what is in it.
 *
 * @param execution that waits
 * @param operation of the execution
 */
record CallbackId(Key execution, String operation) {
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 4;

  /** As clients have it, in base 64. */
  String text() {
    String content =
        String.join(SEPARATOR, execution.function(), execution.name(), execution.id(), operation);
    return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; null where it is none. */
  static CallbackId parse(String text) {
    String content;
    try {
      content = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    String[] parts = content.split(SEPARATOR, -1);
    return parts.length == PARTS
        ? new CallbackId(new Key(parts[0], parts[1], parts[2]), parts[3])
        : null;
  }
}
