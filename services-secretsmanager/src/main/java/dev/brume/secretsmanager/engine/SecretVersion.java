package dev.brume.secretsmanager.engine;

import dev.brume.core.schema.Blob;
import java.util.List;
import java.util.TreeSet;

/**
 * A version of a secret's value.
 *
 * @param id the token that made it
 * @param ordinal 1 for the first of the secret
 * @param string the value as a text; null where it is binary, or still to come
 * @param binary the value as bytes; null where it is a text, or still to come
 * @param createdMillis when it was made
 * @param accessedMillis the day on which it was last read; 0 for never
 * @param kmsKeyId what it is encrypted with; null for the default
 * @param stages its staging labels, sorted; none of a version that may go
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

  /** Whether its value is still to come: a rotation has begun. */
  public boolean isEmpty() {
    return string == null && binary == null;
  }

  /** The same with its value. */
  public SecretVersion filled(String newString, Blob newBinary) {
    return new SecretVersion(
        id, ordinal, newString, newBinary, createdMillis, accessedMillis, kmsKeyId, stages);
  }

  SecretVersion encryptedBy(String otherKmsKeyId) {
    return new SecretVersion(
        id, ordinal, string, binary, createdMillis, accessedMillis, otherKmsKeyId, stages);
  }

  /** Whether it holds the same value. */
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

  /** The same, last read on a day. */
  public SecretVersion accessedOn(long dayMillis) {
    return new SecretVersion(
        id, ordinal, string, binary, createdMillis, dayMillis, kmsKeyId, stages);
  }
}
