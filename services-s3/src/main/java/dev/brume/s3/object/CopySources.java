package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.QueryString;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CopyObjectRequest;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard.Purpose;
import java.util.List;

/**
 * Finds the object that {@code x-amz-copy-source} names: any object that the caller may read, in
 * any account and region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public final class CopySources {
  private static final String HEADER = "x-amz-copy-source";
  private static final String VERSION_ID = "?versionId=";
  private static final String ARN = "arn:";
  private static final String OBJECT_OF_ACCESS_POINT = "/object/";

  private final Buckets buckets;
  private final AccessPointNames accessPoints;
  private final AccessCheck access;
  private final List<ReadGuard> guards;

  /**
   * The parsed header.
   *
   * @param bucket a bucket's name, or the ARN of an access point
   * @param versionId null for the latest version
   */
  public record Name(String bucket, String key, String versionId) {
    /** The same if the header is valid; else null. */
    public static Name find(String header) {
      try {
        return parse(header);
      } catch (AwsError senseless) {
        return null;
      }
    }

    /**
     * Parses the header.
     *
     * @throws AwsError InvalidArgument
     */
    static Name parse(String header) {
      int question = header.lastIndexOf(VERSION_ID);
      String path = QueryString.decode(question < 0 ? header : header.substring(0, question));
      String versionId =
          question < 0
              ? null
              : QueryString.decode(header.substring(question + VERSION_ID.length()));
      if (versionId != null && versionId.isEmpty()) {
        VersionIds.check(versionId);
      }
      String object = withoutHost(path);
      object = object.startsWith("/") ? object.substring(1) : object;
      boolean ofAccessPoint = object.startsWith(ARN);
      int end = ofAccessPoint ? object.indexOf(OBJECT_OF_ACCESS_POINT) : object.indexOf('/');
      String key =
          end < 0
              ? ""
              : object.substring(end + (ofAccessPoint ? OBJECT_OF_ACCESS_POINT.length() : 1));
      if (end == 0 || object.isEmpty()) {
        throw S3Refusals.invalidArgument("Invalid copy source bucket name", HEADER, header);
      }
      if (key.isEmpty()) {
        throw S3Refusals.invalidArgument("Invalid copy source object key", HEADER, header);
      }
      return new Name(object.substring(0, end), key, versionId);
    }

    /** A whole URL is also accepted, of which the path is used. */
    private static String withoutHost(String path) {
      int host = path.startsWith("http://") ? 7 : path.startsWith("https://") ? 8 : -1;
      int end = host < 0 ? -1 : path.indexOf('/', host);
      return end < 0 ? path : path.substring(end);
    }
  }

  /**
   * @param buckets finds buckets
   * @param access authorizes reading the source
   * @param guards the features that may refuse a read
   */
  public CopySources(Buckets buckets, AccessCheck access, List<ReadGuard> guards) {
    this.buckets = buckets;
    this.accessPoints = new AccessPointNames(buckets);
    this.access = access;
    this.guards = guards;
  }

  /**
   * Finds the source. Call in the section of the store in which its bytes are streamed.
   *
   * @param request for the destination
   * @param header {@code x-amz-copy-source}
   * @param expectedOwner {@code x-amz-source-expected-bucket-owner}, or null
   * @throws AwsError if there is none, or the caller may not read it
   */
  public CopySource find(BucketRequest request, String header, String expectedOwner) {
    Name name = Name.parse(header);
    BucketRequest reading = reading(request, name);
    Bucket bucket = reading.bucket();
    if (expectedOwner != null) {
      GuardedBinder.checkOwner(expectedOwner, bucket);
    }
    access.check(
        reading,
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .key(name.key)
            .versionId(name.versionId)
            .build());
    ObjectVersion version = version(bucket, name);
    for (ReadGuard guard : guards) {
      guard.check(request.at(bucket), version, Purpose.COPY);
    }
    return new CopySource(bucket, reading.accessPoint(), version, name.versionId != null);
  }

  /**
   * Checks that the caller may copy the source's tags or annotations.
   *
   * @param what {@code Tagging} or {@code Annotation}
   * @param input of the operation
   * @throws AwsError AccessDenied
   */
  void check(String what, BucketRequest request, CopyObjectRequest input, CopySource source) {
    ObjectVersion version = source.version();
    BucketRequest reading =
        new BucketRequest(request.context(), source.bucket(), source.accessPoint());
    String action = (source.isVersionNamed() ? "s3:GetObjectVersion" : "s3:GetObject") + what;
    AwsError refusal = access.refusalOf(reading, input, action, version.key(), version);
    if (refusal == null) {
      refusal = access.refusalOf(request, input, "s3:PutObject" + what, input.key(), null);
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  private BucketRequest reading(BucketRequest request, Name name) {
    RequestContext context = reading(request.context());
    Bucket bucket = buckets.find(name.bucket, context.scope());
    if (bucket != null) {
      return new BucketRequest(context, bucket);
    }
    BucketRequest reading = accessPoints.reach(context, name.bucket);
    checkRegion(reading.accessPoint(), request.bucket());
    return reading;
  }

  /**
   * Access points support "same-Region copies only". AWS does not document the error for others.
   */
  private static void checkRegion(AccessPoint point, Bucket destination) {
    if (!point.scope().region().equals(destination.scope().region())) {
      throw S3Refusals.invalidRequest(
          "Copies through access points must stay in the region of the access point.");
    }
  }

  /** The request as if it read the source. */
  private static RequestContext reading(RequestContext context) {
    return new RequestContext(
        context.requestId(),
        context.scope(),
        context.caller(),
        context.protocol(),
        S3Api.GET_OBJECT,
        context.http(),
        context.access());
  }

  private static ObjectVersion version(Bucket bucket, Name name) {
    if (name.versionId == null) {
      ObjectVersion latest = bucket.versions().latest(name.key);
      if (latest == null || latest.deleteMarker()) {
        throw S3Refusals.noSuchKey(name.key);
      }
      return latest;
    }
    ObjectVersion version = bucket.versions().find(name.key, name.versionId);
    if (version == null) {
      VersionIds.check(name.versionId);
      throw S3Refusals.noSuchVersion(name.key, name.versionId);
    }
    if (version.deleteMarker()) {
      throw S3Refusals.invalidRequest(
          "The source of a copy request may not specifically refer to a delete marker by version"
              + " id.");
    }
    return version;
  }
}
