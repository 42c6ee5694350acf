package dev.brume.s3.engine;

/**
 * A multipart upload that has begun.
 *
 * @param id rises from upload to upload in a bucket
 * @param initiatedMillis when it began
 * @param initiator the account that began it; null for an anonymous caller
 * @param draft the object that it will become, without content
 * @param checksumAlgorithm the one that was asked for, {@link dev.brume.s3.api.ChecksumAlgorithm};
 *     null where none was
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}; null where none was asked for
 * @param latestSequence the number of the key's latest version when it began; null for none
 */
public record UploadRecord(
    String id,
    long initiatedMillis,
    String initiator,
    ObjectVersion draft,
    String checksumAlgorithm,
    String checksumType,
    Long latestSequence) {
  /** The key of the object that it will become. */
  public String key() {
    return draft.key();
  }
}
