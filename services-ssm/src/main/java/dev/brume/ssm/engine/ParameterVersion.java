package dev.brume.ssm.engine;

import java.util.List;

/**
 * A version of a parameter.
 *
 * @param number 1 for the first
 * @param type {@code String}, {@code StringList} or {@code SecureString}
 * @param value the value; for a SecureString the KMS ciphertext, in base64
 * @param keyId the KMS key of a SecureString, as submitted; null for other types
 * @param description null if it has none
 * @param allowedPattern the pattern that values must match; null for any
 * @param tier {@code Standard} or {@code Advanced}
 * @param policies the JSON text of its policies; null if it has none
 * @param dataType such as {@code text}
 * @param modifiedMillis its creation time
 * @param user the ARN of its creator
 * @param labels in the order in which they were attached
 */
public record ParameterVersion(
    long number,
    String type,
    String value,
    String keyId,
    String description,
    String allowedPattern,
    String tier,
    String policies,
    String dataType,
    long modifiedMillis,
    String user,
    List<String> labels) {

  /** Whether its value is encrypted. */
  public boolean isSecure() {
    return type.equals("SecureString");
  }

  /** A copy with other labels. */
  public ParameterVersion withLabels(List<String> newLabels) {
    return new ParameterVersion(
        number,
        type,
        value,
        keyId,
        description,
        allowedPattern,
        tier,
        policies,
        dataType,
        modifiedMillis,
        user,
        List.copyOf(newLabels));
  }
}
