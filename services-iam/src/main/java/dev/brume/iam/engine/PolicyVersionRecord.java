package dev.brume.iam.engine;

/**
 * A version of a managed policy.
 *
 * @param number its number; the id is {@code v} and the number
 * @param document as it was sent
 * @param createdMillis when it was created
 */
public record PolicyVersionRecord(int number, String document, long createdMillis) {
  /** Its id: {@code v1}. */
  public String versionId() {
    return "v" + number;
  }
}
