package dev.brume.s3.control;

import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.control.api.CreateAccessPointRequest;
import dev.brume.s3.control.api.CreateAccessPointResult;
import dev.brume.s3.control.api.DeleteAccessPointRequest;
import dev.brume.s3.control.api.GetAccessPointRequest;
import dev.brume.s3.control.api.GetAccessPointResult;
import dev.brume.s3.control.api.ListAccessPointsRequest;
import dev.brume.s3.control.api.ListAccessPointsResult;
import dev.brume.s3.control.api.VpcConfiguration;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.AccessPointRecord;
import dev.brume.s3.engine.AccessPoints;
import dev.brume.s3.engine.Bucket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates, finds, lists and deletes access points. */
final class AccessPointOperations {
  private static final int MAX_RESULTS = 1000;

  /**
   * An alias consists of the beginning of the name, 34 characters that S3 chooses, and the aliases'
   * suffix: at most 63 characters, like a bucket's name.
   */
  private static final int CHOSEN_LENGTH = 34;

  private static final int NAME_IN_ALIAS_LENGTH = 20;
  private static final String ALIAS_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final Buckets buckets;
  private final Timeline timeline;
  private final Ids ids;

  AccessPointOperations(Buckets buckets, Timeline timeline, Ids ids) {
    this.buckets = buckets;
    this.timeline = timeline;
    this.ids = ids;
  }

  /**
   * Creates an access point.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html">CreateAccessPoint</a>
   */
  CreateAccessPointResult createAccessPoint(
      ControlRequest request, CreateAccessPointRequest input) {
    AccessPointNaming.check(input.name());
    if (input.scope() != null) {
      throw S3Refusals.missing("Access point scopes are for directory buckets only.");
    }
    Map<String, String> tags = ResourceTags.merged(Map.of(), input.tags());
    AccessPoint created = buckets.alone(() -> create(request.scope(), input, tags));
    return CreateAccessPointResult.builder()
        .accessPointArn(created.arn())
        .alias(created.record().alias())
        .build();
  }

  private AccessPoint create(
      Scope scope, CreateAccessPointRequest input, Map<String, String> tags) {
    Bucket bucket = bucketFor(scope, input);
    AccessPoints points = buckets.region(scope).accessPoints();
    if (points.find(input.name()) != null) {
      throw S3Errors.accessPointAlreadyOwnedByYou(
              "Your previous request to create the named accesspoint succeeded and you already own"
                  + " it.")
          .withDetail("AccessPointName", input.name());
    }
    if (points.all().size() >= AccessPoints.MAX_IN_REGION) {
      throw S3Errors.tooManyAccessPoints(
          "You have attempted to create more access points than allowed");
    }
    return buckets.create(
        scope,
        new AccessPointRecord(
            input.name(),
            bucket.name(),
            bucket.owner(),
            alias(input.name()),
            timeline.nowMillis(),
            input.vpcConfiguration() == null ? null : input.vpcConfiguration().vpcId(),
            PublicBlocks.ofNewAccessPoint(input.publicAccessBlockConfiguration()),
            null,
            tags));
  }

  /**
   * The bucket of a new access point. AWS documents no error for a bucket in another region, nor
   * for one of another account that was not named.
   */
  private Bucket bucketFor(Scope scope, CreateAccessPointRequest input) {
    Bucket bucket = buckets.find(input.bucket(), scope);
    if (bucket == null) {
      throw Bucket.noSuchBucket(input.bucket());
    }
    if (input.bucketAccountId() == null && !bucket.owner().equals(scope.account())) {
      throw S3Refusals.accessDenied();
    }
    if (input.bucketAccountId() != null && !input.bucketAccountId().equals(bucket.owner())) {
      throw S3Refusals.invalidRequest(
          "BucketAccountId parameter should be same as the AWS Account Id of bucket owner");
    }
    if (!bucket.scope().region().equals(scope.region())) {
      throw S3Refusals.invalidRequest(
          "The access point and its bucket must be in the same region.");
    }
    return bucket;
  }

  private String alias(String name) {
    String start = name.substring(0, Math.min(name.length(), NAME_IN_ALIAS_LENGTH));
    String chosen = ids.text(CHOSEN_LENGTH, ALIAS_ALPHABET);
    return start + "-" + chosen + AccessPointNames.ALIAS_END;
  }

  /**
   * Describes an access point.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPoint.html">GetAccessPoint</a>
   */
  GetAccessPointResult getAccessPoint(ControlRequest request, GetAccessPointRequest input) {
    AccessPoint point = existing(buckets, request.scope(), input.name());
    AccessPointRecord record = point.record();
    return GetAccessPointResult.builder()
        .name(point.name())
        .bucket(record.bucket())
        .networkOrigin(point.networkOrigin())
        .vpcConfiguration(vpcOf(record))
        .publicAccessBlockConfiguration(PublicBlocks.shown(record.publicAccessBlock()))
        .creationDate(Instant.ofEpochMilli(record.createdMillis()).truncatedTo(ChronoUnit.SECONDS))
        .alias(record.alias())
        .accessPointArn(point.arn())
        .endpoints(endpoints(point.scope().region()))
        .bucketAccountId(record.bucketAccount())
        .build();
  }

  private static VpcConfiguration vpcOf(AccessPointRecord record) {
    return record.vpcId() == null ? null : new VpcConfiguration(record.vpcId());
  }

  private static Map<String, String> endpoints(String region) {
    String end = region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    Map<String, String> endpoints = new LinkedHashMap<>();
    endpoints.put("ipv4", "s3-accesspoint." + end);
    endpoints.put("fips", "s3-accesspoint-fips." + end);
    endpoints.put("fips_dualstack", "s3-accesspoint-fips.dualstack." + end);
    endpoints.put("dualstack", "s3-accesspoint.dualstack." + end);
    return endpoints;
  }

  /**
   * The access point with that name.
   *
   * @throws AwsError NoSuchAccessPoint
   */
  static AccessPoint existing(Buckets buckets, Scope scope, String name) {
    AccessPoint point = buckets.region(scope).accessPoints().find(name);
    if (point == null) {
      throw AccessPointNames.noSuchAccessPoint(name);
    }
    return point;
  }

  /**
   * Lists an account's access points in a region by name. The order is not documented, nor is the
   * result for a missing bucket: here an empty list.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessPoints.html">ListAccessPoints</a>
   */
  ListAccessPointsResult listAccessPoints(ControlRequest request, ListAccessPointsRequest input) {
    if (input.dataSourceId() != null || input.dataSourceType() != null) {
      throw S3Refusals.missing("Data sources other than buckets are not implemented.");
    }
    int max = input.maxResults() == null ? MAX_RESULTS : input.maxResults();
    PageTokens tokens = S3Refusals.pageTokens("ListAccessPoints", "nextToken", request.scope());
    String after = tokens.position(input.nextToken());
    List<dev.brume.s3.control.api.AccessPoint> page = new ArrayList<>();
    String next = null;
    for (AccessPoint point :
        buckets.region(request.scope()).accessPoints().all().tailMap(after, false).values()) {
      if (input.bucket() != null && !input.bucket().equals(point.record().bucket())) {
        continue;
      }
      if (page.size() == max) {
        next = max == 0 ? null : page.get(max - 1).name();
        break;
      }
      page.add(described(point));
    }
    return ListAccessPointsResult.builder()
        .accessPointList(page)
        .nextToken(next == null ? null : tokens.after(next))
        .build();
  }

  private static dev.brume.s3.control.api.AccessPoint described(AccessPoint point) {
    return dev.brume.s3.control.api.AccessPoint.builder()
        .name(point.name())
        .networkOrigin(point.networkOrigin())
        .vpcConfiguration(vpcOf(point.record()))
        .bucket(point.record().bucket())
        .accessPointArn(point.arn())
        .alias(point.record().alias())
        .bucketAccountId(point.record().bucketAccount())
        .build();
  }

  /**
   * Deletes an access point; its bucket is not affected.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_DeleteAccessPoint.html">DeleteAccessPoint</a>
   */
  Unit deleteAccessPoint(ControlRequest request, DeleteAccessPointRequest input) {
    if (buckets.alone(() -> buckets.deleteAccessPoint(request.scope(), input.name())) == null) {
      throw AccessPointNames.noSuchAccessPoint(input.name());
    }
    return Unit.INSTANCE;
  }
}
