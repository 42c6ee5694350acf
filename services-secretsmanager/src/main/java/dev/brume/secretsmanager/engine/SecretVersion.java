package dev.brume.secretsmanager.engine;

import dev.brume.core.schema.Blob;
import java.util.List;
import java.util.TreeSet;

/**
 * A version of a secret's value.
 *
 * @param id the token of the request that created it
 * @param ordinal 1 for the first of the secret
 * @param string the value as text; null if it is binary or not set yet
 * @param binary the value as bytes; null if it is text or not set yet
 * @param createdMillis its creation time
 * @param accessedMillis the day on which it was last read; 0 for never
 * @param kmsKeyId its KMS key; null for the default
 * @param stages its staging labels, sorted; empty for a version that may be dropped
 */
public record SecretVersion(
    String id,
    int ordinal,
    String string,
    Blob binary,
    long createdMillis,
    long accessedMillis,
    String kmsKeyId,
    List<String> stages) {

  /** Whether its value is not set yet, because a rotation is in progress. */
  public boolean isEmpty() {
    return string == null && binary == null;
  }

  /** A copy with a value. */
  public SecretVersion filled(String newString, Blob newBinary) {
    return new SecretVersion(
        id, ordinal, newString, newBinary, createdMillis, accessedMillis, kmsKeyId, stages);
  }

  SecretVersion encryptedBy(String otherKmsKeyId) {
    return new SecretVersion(
        id, ordinal, string, binary, createdMillis, accessedMillis, otherKmsKeyId, stages);
  }

  /** Whether it has the given value. */
  public boolean hasValue(String otherString, Blob otherBinary) {
    return string == null
        ? otherBinary != null && otherBinary.equals(binary)
        : string.equals(otherString);
  }

  SecretVersion with(String stage) {
    TreeSet<String> more = new TreeSet<>(stages);
    more.add(stage);
    return withStages(List.copyOf(more));
  }

  SecretVersion without(String stage) {
    return withStages(stages.stream().filter(each -> !each.equals(stage)).toList());
  }

  private SecretVersion withStages(List<String> newStages) {
    return new SecretVersion(
        id, ordinal, string, binary, createdMillis, accessedMillis, kmsKeyId, newStages);
  }

  /** A copy with another day of last access. */
  public SecretVersion accessedOn(long dayMillis) {
    return new SecretVersion(
        id, ordinal, string, binary, createdMillis, dayMillis, kmsKeyId, stages);
  }
}
