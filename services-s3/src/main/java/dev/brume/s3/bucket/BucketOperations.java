package dev.brume.s3.bucket;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.S3TagRules;
import dev.brume.s3.api.CreateBucketConfiguration;
import dev.brume.s3.api.CreateBucketOutput;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.api.DeleteBucketRequest;
import dev.brume.s3.api.GetBucketLocationOutput;
import dev.brume.s3.api.GetBucketLocationRequest;
import dev.brume.s3.api.HeadBucketOutput;
import dev.brume.s3.api.HeadBucketRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ChangeOrigin;
import java.util.List;

/** CreateBucket, HeadBucket, GetBucketLocation and DeleteBucket. */
final class BucketOperations {
  /** The region whose buckets have no location constraint. */
  private static final String FIRST_REGION = LocationConstraints.FIRST_REGION;

  private final Buckets buckets;
  private final List<BucketContributor> contributors;

  /**
   * @param contributors the features with settings of new buckets, called in order
   */
  BucketOperations(Buckets buckets, List<BucketContributor> contributors) {
    this.buckets = buckets;
    this.contributors = contributors;
  }

  public CreateBucketOutput createBucket(RequestContext context, CreateBucketRequest input) {
    BucketNames.check(input.bucket());
    Scope scope = new Scope(context.scope().account(), regionOf(context, input));
    BucketNames.checkNamespace(input.bucket(), input.bucketNamespace(), scope);
    Tagging tags = tagsOf(input);
    Bucket bucket = buckets.alone(() -> create(context, scope, input, tags));
    return CreateBucketOutput.builder()
        .location(location(context, input, bucket))
        .bucketArn(bucket.arn())
        .build();
  }

  /** A path, unless a region was named: then the bucket's own host. */
  private static String location(RequestContext context, CreateBucketRequest input, Bucket bucket) {
    CreateBucketConfiguration configuration = input.createBucketConfiguration();
    if (configuration == null || configuration.locationConstraint() == null) {
      return "/" + bucket.name();
    }
    String host = context.http().header("Host");
    String own = host != null && host.startsWith(bucket.name() + ".") ? "" : bucket.name() + ".";
    String scheme = context.http().connection().isSecure() ? "https://" : "http://";
    return scheme + own + host + "/";
  }

  private static String regionOf(RequestContext context, CreateBucketRequest input) {
    CreateBucketConfiguration configuration = input.createBucketConfiguration();
    if (configuration != null
        && (configuration.bucket() != null || configuration.location() != null)) {
      // Settings of directory buckets.
      throw S3Refusals.notImplemented("CreateBucketConfiguration/Bucket");
    }
    return LocationConstraints.resolve(
        context.scope().region(),
        configuration == null ? null : configuration.locationConstraint());
  }

  private static Tagging tagsOf(CreateBucketRequest input) {
    CreateBucketConfiguration configuration = input.createBucketConfiguration();
    boolean none =
        configuration == null || configuration.tags() == null || configuration.tags().isEmpty();
    return none
        ? null
        : BucketTaggingOperations.checked(configuration.tags(), S3TagRules.OF_RESOURCES);
  }

  private Bucket create(
      RequestContext context, Scope scope, CreateBucketRequest input, Tagging tags) {
    ChangeOrigin origin = new BucketRequest(context, null).origin();
    Bucket known = buckets.find(input.bucket(), scope);
    if (known == null) {
      if (buckets.countOf(scope.account()) >= ListBucketsOperation.MAX_BUCKETS) {
        throw S3Errors.tooManyBuckets("You have attempted to create more buckets than allowed");
      }
      return buckets.create(
          scope,
          input.bucket(),
          Boolean.TRUE.equals(input.objectLockEnabledForBucket()),
          origin,
          edit -> begin(context, input, tags, edit));
    }
    if (!known.owner().equals(scope.account())) {
      throw taken(
          S3Errors.bucketAlreadyExists(
              "The requested bucket name is not available. The bucket namespace is shared by all"
                  + " users of the system. Please select a different name and try again."),
          known);
    }
    if (tags != null
        || !known.scope().region().equals(FIRST_REGION)
        || !scope.region().equals(FIRST_REGION)) {
      throw taken(
          S3Errors.bucketAlreadyOwnedByYou(
              "Your previous request to create the named bucket succeeded and you already own it."),
          known);
    }
    return known.edit(
        origin,
        edit -> {
          contributors.forEach(each -> each.again(context, input, edit));
          return known;
        });
  }

  private void begin(
      RequestContext context, CreateBucketRequest input, Tagging tags, BucketEdit edit) {
    contributors.forEach(each -> each.begin(context, input, edit));
    if (tags != null) {
      edit.setConfiguration(Configurations.TAGGING, tags);
    }
    CreateBucketConfiguration configuration = input.createBucketConfiguration();
    if (configuration != null
        && LocationConstraints.EUROPE.equals(configuration.locationConstraint())) {
      edit.setRecord(edit.bucket().record().inEurope());
    }
  }

  private static AwsError taken(AwsError error, Bucket bucket) {
    return error.withDetail("BucketName", bucket.name());
  }

  public HeadBucketOutput headBucket(BucketRequest request, HeadBucketRequest input) {
    return HeadBucketOutput.builder()
        .bucketRegion(request.bucket().scope().region())
        .bucketArn(request.bucket().arn())
        .accessPointAlias(isAlias(request, input))
        .build();
  }

  private static boolean isAlias(BucketRequest request, HeadBucketRequest input) {
    AccessPoint point = request.accessPoint();
    return point != null && point.record().alias().equals(input.bucket());
  }

  public Unit deleteBucket(BucketRequest request, DeleteBucketRequest input) {
    Bucket bucket = request.bucket();
    return buckets.alone(
        () ->
            bucket.edit(
                request.origin(),
                edit -> {
                  if (!bucket.versions().isEmpty()) {
                    throw S3Refusals.bucketNotEmpty(
                        bucket.name(), bucket.versioning() != Versioning.NEVER);
                  }
                  if (buckets.hasAccessPoints(bucket)) {
                    throw S3Errors.bucketHasAccessPointsAttached(
                            "The bucket you tried to delete has access points attached. Delete"
                                + " your access points before deleting your bucket.")
                        .withDetail("BucketName", bucket.name());
                  }
                  buckets.delete(edit);
                  return Unit.INSTANCE;
                }));
  }

  public GetBucketLocationOutput getBucketLocation(
      BucketRequest request, GetBucketLocationRequest input) {
    String region = request.bucket().scope().region();
    return GetBucketLocationOutput.builder()
        .locationConstraint(
            request.bucket().record().legacyEurope() != null
                ? LocationConstraints.EUROPE
                : region.equals(FIRST_REGION) ? "" : region)
        .build();
  }
}
