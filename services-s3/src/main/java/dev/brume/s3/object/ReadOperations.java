package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ByteStream;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.GetObjectOutput;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.HeadObjectRequest;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.VersionIndex;

/**
 * GetObject and HeadObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
public final class ReadOperations {
  private static final SharedMembers<GetObjectRequest> GET_OF_HEAD =
      new SharedMembers<>(HeadObjectRequest.SCHEMA, GetObjectRequest.builder().build());

  private static final SharedMembers<GetObjectOutput> GET_ANSWER =
      new SharedMembers<>(HeadObjectOutput.SCHEMA, GetObjectOutput.builder().build());

  private final ObjectAnswer answers;

  public ReadOperations(ObjectAnswer answers) {
    this.answers = answers;
  }

  public HeadObjectOutput headObject(BucketRequest request, HeadObjectRequest input) {
    GetObjectRequest asked = GET_OF_HEAD.of(input);
    ObjectVersion version = find(request, asked);
    return answers.describe(request, asked, version).contentLength(version.size()).build();
  }

  public GetObjectOutput getObject(BucketRequest request, GetObjectRequest input) {
    ObjectVersion version = find(request, input);
    HeadObjectOutput head =
        answers.describe(request, input, version).contentLength(version.size()).build();
    ByteStream body = version.content().parts().getFirst().body().stream(0, version.size());
    return GET_ANSWER.of(head).toBuilder().body(body).build();
  }

  /**
   * The version that is asked for.
   *
   * @throws AwsError NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker
   */
  private static ObjectVersion find(BucketRequest request, GetObjectRequest input) {
    VersionIndex versions = request.bucket().versions();
    if (input.versionId() == null) {
      ObjectVersion latest = versions.latest(input.key());
      if (latest == null) {
        throw S3Refusals.noSuchKey(input.key());
      }
      if (latest.deleteMarker()) {
        throw marked(S3Refusals.noSuchKey(input.key()), request, latest);
      }
      return latest;
    }
    ObjectVersion version = versions.find(input.key(), input.versionId());
    if (version == null) {
      throw S3Refusals.noSuchVersion(input.key(), input.versionId());
    }
    if (version.deleteMarker()) {
      throw marked(
          S3Refusals.methodNotAllowed(request.context().http().method(), "DeleteMarker")
              .withHeader("Allow", "DELETE"),
          request,
          version);
    }
    return version;
  }

  private static AwsError marked(AwsError error, BucketRequest request, ObjectVersion marker) {
    String versionId = VersionIds.shown(request.bucket(), marker);
    return error
        .withHeader("x-amz-delete-marker", "true")
        .withHeader("x-amz-version-id", versionId);
  }
}
