package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;

/**
 * The response headers of operations that create an object. Those other than PutObject make their
 * own answer of it by {@link SharedMembers}.
 */
public final class CreationHeaders {
  private final List<CreationContributor> contributors;

  /**
   * @param contributors the features that have headers of their own
   */
  public CreationHeaders(List<CreationContributor> contributors) {
    this.contributors = contributors;
  }

  /**
   * ETag, checksum, version, and what the features add. A null version is made without a word, also
   * in a bucket that has kept versions.
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
