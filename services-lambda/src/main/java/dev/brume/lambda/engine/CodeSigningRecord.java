package dev.brume.lambda.engine;

import java.util.List;
import java.util.Map;

/**
 * A code signing configuration.
 *
 * @param id begins with {@code csc-}
 * @param description null if there is none
 * @param publishers ARNs of signing profiles
 * @param untrusted {@code Warn} or {@code Enforce}
 * @param modifiedMillis when it was last changed
 * @param tags its tags
 */
public record CodeSigningRecord(
    String id,
    String description,
    List<String> publishers,
    String untrusted,
    long modifiedMillis,
    Map<String, String> tags) {
  /** The same with other tags. */
  public CodeSigningRecord withTags(Map<String, String> newTags) {
    return new CodeSigningRecord(id, description, publishers, untrusted, modifiedMillis, newTags);
  }
}
