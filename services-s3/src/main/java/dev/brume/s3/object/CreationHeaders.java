package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;

/**
 * The response headers of operations that create an object. Other operations than PutObject convert
 * them to their own output by {@link SharedMembers}.
 */
public final class CreationHeaders {
  private final List<CreationContributor> contributors;

  /**
   * @param contributors the features with headers of their own
   */
  public CreationHeaders(List<CreationContributor> contributors) {
    this.contributors = contributors;
  }

  /**
   * ETag, checksum, version, and the features' headers. A null version is not mentioned, even in a
   * bucket that had versioning.
   */
  public PutObjectOutput.Builder describe(BucketRequest request, ObjectVersion version) {
    ObjectContent content = version.content();
    PutObjectOutput.Builder answer =
        PutObjectOutput.builder()
            .eTag(content.quotedEtag())
            .checksumType(content.checksum() == null ? null : content.checksumType())
            .versionId(version.isNull() ? null : version.versionId());
    ChecksumMembers.OF_PUT.set(answer, content.checksum());
    for (CreationContributor contributor : contributors) {
      contributor.contribute(request, version, answer);
    }
    return answer;
  }
}
