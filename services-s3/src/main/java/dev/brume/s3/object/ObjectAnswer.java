package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.ChecksumMode;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.engine.ObjectMetadata;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What GetObject and HeadObject tell of an object in their headers. */
public final class ObjectAnswer {
  private final List<AnswerContributor> contributors;

  /**
   * @param contributors the features that have headers of their own
   */
  public ObjectAnswer(List<AnswerContributor> contributors) {
    this.contributors = contributors;
  }

  /** Everything but the length and the range. */
  HeadObjectOutput.Builder describe(
      BucketRequest request, GetObjectRequest input, ObjectVersion version) {
    HeadObjectOutput.Builder answer =
        HeadObjectOutput.builder()
            .acceptRanges("bytes")
            .lastModified(version.lastModified())
            .eTag('"' + version.content().etag() + '"')
            .versionId(VersionIds.shown(request.bucket(), version))
            .storageClass(version.storageClass());
    metadata(answer, input, version.metadata());
    if (ChecksumMode.ENABLED.equals(input.checksumMode())) {
      ChecksumMembers.OF_HEAD.set(answer, version.content().checksum());
      answer.checksumType(version.content().checksumType());
    }
    for (AnswerContributor contributor : contributors) {
      contributor.contribute(request, version, answer);
    }
    return answer;
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
        .expires(either(httpDate(input.responseExpires()), metadata.expires()))
        .websiteRedirectLocation(metadata.redirectLocation())
        .metadata(metadata.user());
  }

  private static String either(String override, String stored) {
    return override == null ? stored : override;
  }

  private static String httpDate(Instant moment) {
    return moment == null
        ? null
        : DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
  }
}
