package dev.brume.ssm.engine;

import java.util.List;

/**
 * A version of a parameter.
 *
 * @param number 1 for the first
 * @param type {@code String}, {@code StringList} or {@code SecureString}
 * @param value the value; of a SecureString what KMS has made of it, in base64
 * @param keyId the KMS key of a SecureString, as it was given; null of others
 * @param description null where it has none
 * @param allowedPattern what values must match; null for anything
 * @param tier {@code Standard} or {@code Advanced}
 * @param policies the JSON text of its policies; null where it has none
 * @param dataType such as {@code text}
 * @param modifiedMillis when it was made
 * @param user the ARN of who made it
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

  /** The same with other labels. */
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
