package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.ChecksumMode;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectMetadata;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;
import java.util.List;

/** The response headers of GetObject and HeadObject. */
final class ObjectHeaders {
  private final List<ObjectHeaderContributor> contributors;

  /**
   * @param contributors the features with headers of their own
   */
  ObjectHeaders(List<ObjectHeaderContributor> contributors) {
    this.contributors = contributors;
  }

  /**
   * Everything except the length and the range.
   *
   * @param range the returned range; null for all
   */
  HeadObjectOutput.Builder describe(
      BucketRequest request, GetObjectRequest input, ObjectVersion version, ByteRange range) {
    HeadObjectOutput.Builder answer =
        HeadObjectOutput.builder()
            .acceptRanges("bytes")
            .lastModified(version.lastModified())
            .eTag(version.content().quotedEtag())
            .versionId(VersionIds.shown(request.bucket(), version))
            .storageClass(version.storageClass());
    metadata(answer, input, version.metadata());
    if (ChecksumMode.ENABLED.equalsIgnoreCase(input.checksumMode())) {
      checksum(answer, version.content(), range);
    }
    if (version.tags() != null) {
      answer.tagCount(version.tags().size());
    }
    for (ObjectHeaderContributor contributor : contributors) {
      contributor.contribute(request, version, answer);
    }
    return answer;
  }

  /** The checksum of the returned content: all, or a part with its own checksum. */
  private static void checksum(
      HeadObjectOutput.Builder answer, ObjectContent content, ByteRange range) {
    Checksum checksum = content.checksum();
    if (range != null && range.length() < range.size()) {
      checksum = null;
    }
    boolean composite = ChecksumType.COMPOSITE.equals(content.checksumType());
    ObjectPart part = range == null || !composite ? null : content.part(range.part());
    if (part != null) {
      checksum = part.checksum();
    }
    if (checksum != null) {
      ChecksumMembers.OF_HEAD.set(answer, checksum);
      answer.checksumType(content.checksumType());
    }
  }

  /**
   * The response to a client whose copy is current.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5">RFC 9110: 304 Not
   *     Modified</a>
   */
  AwsError notModified(BucketRequest request, ObjectVersion version) {
    AwsError error =
        S3Errors.notModified("Not Modified")
            .withHeader("Last-Modified", HttpDate.format(version.lastModified()))
            .withHeader("ETag", version.content().quotedEtag());
    withHeader(error, "Cache-Control", version.metadata().cacheControl());
    withHeader(error, "Expires", version.metadata().expires());
    withHeader(error, "x-amz-version-id", VersionIds.shown(request.bucket(), version));
    return error;
  }

  private static void withHeader(AwsError error, String name, String value) {
    if (value != null) {
      error.withHeader(name, value);
    }
  }

  private static void metadata(
      HeadObjectOutput.Builder answer, GetObjectRequest input, ObjectMetadata metadata) {
    answer
        .contentType(either(input.responseContentType(), metadata.contentType()))
        .cacheControl(either(input.responseCacheControl(), metadata.cacheControl()))
        .contentDisposition(
            either(input.responseContentDisposition(), metadata.contentDisposition()))
        .contentEncoding(either(input.responseContentEncoding(), metadata.contentEncoding()))
        .contentLanguage(either(input.responseContentLanguage(), metadata.contentLanguage()))
        .expires(either(date(input.responseExpires()), metadata.expires()))
        .websiteRedirectLocation(metadata.redirectLocation())
        .metadata(UserMetadata.written(metadata.user()));
  }

  private static String either(String override, String stored) {
    return override == null ? stored : override;
  }

  private static String date(Instant moment) {
    return moment == null ? null : HttpDate.format(moment);
  }
}
