package dev.brume.s3.engine;

/**
 * A started multipart upload.
 *
 * @param id increases from upload to upload in a bucket
 * @param initiatedMillis when it began
 * @param initiator the account that started it; null for an anonymous caller
 * @param draft the future object, without content
 * @param checksumAlgorithm the requested {@link dev.brume.s3.api.ChecksumAlgorithm}; null for none
 * @param checksumType {@link dev.brume.s3.api.ChecksumType}; null if none was requested
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
  /** The key of the future object. */
  public String key() {
    return draft.key();
  }
}
