package dev.brume.s3.bucket;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.Owners;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CreateBucketOutput;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.api.DeleteBucketRequest;
import dev.brume.s3.api.GetBucketLocationOutput;
import dev.brume.s3.api.GetBucketLocationRequest;
import dev.brume.s3.api.HeadBucketOutput;
import dev.brume.s3.api.HeadBucketRequest;
import dev.brume.s3.api.ListBucketsOutput;
import dev.brume.s3.api.ListBucketsRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.Utf8Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Makes, finds, lists and deletes buckets. */
public final class BucketOperations {
  /** The region whose buckets have no location constraint. */
  private static final String FIRST_REGION = Scope.DEFAULT_REGION;

  /** What the region eu-west-1 was called when it was the only one in Europe. */
  private static final String EUROPE = "EU";

  private static final String IRELAND = "eu-west-1";

  private final Buckets buckets;
  private final List<BucketContributor> contributors;

  /**
   * @param contributors the features that new buckets have settings of, asked in order
   */
  public BucketOperations(Buckets buckets, List<BucketContributor> contributors) {
    this.buckets = buckets;
    this.contributors = contributors;
  }

  public CreateBucketOutput createBucket(RequestContext context, CreateBucketRequest input) {
    BucketNames.check(input.bucket());
    Scope scope = new Scope(context.scope().account(), regionOf(context, input));
    Bucket bucket = buckets.alone(() -> create(context, scope, input));
    return CreateBucketOutput.builder().location("/" + bucket.name()).build();
  }

  private static String regionOf(RequestContext context, CreateBucketRequest input) {
    String here = context.scope().region();
    String wanted =
        input.createBucketConfiguration() == null
            ? null
            : input.createBucketConfiguration().locationConstraint();
    String region = EUROPE.equals(wanted) ? IRELAND : wanted;
    if (here.equals(FIRST_REGION)) {
      return region == null ? here : region;
    }
    if (here.equals(region)) {
      return here;
    }
    String constraint = wanted == null ? "unspecified" : wanted;
    throw S3Errors.illegalLocationConstraintException(
        "The "
            + constraint
            + " location constraint is incompatible for the region specific endpoint this request"
            + " was sent to.");
  }

  private Bucket create(RequestContext context, Scope scope, CreateBucketRequest input) {
    ChangeOrigin origin = new BucketRequest(context, null).origin();
    Bucket known = buckets.find(input.bucket(), scope);
    if (known == null) {
      return buckets
          .region(scope)
          .create(
              input.bucket(),
              null,
              false,
              origin,
              edit -> contributors.forEach(each -> each.begin(context, input, edit)));
    }
    if (!known.owner().equals(scope.account())) {
      throw taken(
          S3Errors.bucketAlreadyExists(
              "The requested bucket name is not available. The bucket namespace is shared by all"
                  + " users of the system. Please select a different name and try again."),
          known);
    }
    if (!known.scope().region().equals(FIRST_REGION) || !scope.region().equals(FIRST_REGION)) {
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

  private static AwsError taken(AwsError error, Bucket bucket) {
    return error.withDetail("BucketName", bucket.name());
  }

  public HeadBucketOutput headBucket(BucketRequest request, HeadBucketRequest input) {
    return HeadBucketOutput.builder()
        .bucketRegion(request.bucket().scope().region())
        .accessPointAlias(false)
        .build();
  }

  public Unit deleteBucket(BucketRequest request, DeleteBucketRequest input) {
    Bucket bucket = request.bucket();
    return buckets.alone(
        () ->
            bucket.edit(
                request.origin(),
                edit -> {
                  if (!bucket.versions().isEmpty()) {
                    throw S3Refusals.bucketNotEmpty(bucket.name());
                  }
                  buckets.region(bucket.scope()).delete(edit);
                  return Unit.INSTANCE;
                }));
  }

  public GetBucketLocationOutput getBucketLocation(
      BucketRequest request, GetBucketLocationRequest input) {
    String region = request.bucket().scope().region();
    return GetBucketLocationOutput.builder()
        .locationConstraint(region.equals(FIRST_REGION) ? "" : region)
        .build();
  }

  public ListBucketsOutput listBuckets(RequestContext context, ListBucketsRequest input) {
    String account = context.scope().account();
    List<dev.brume.s3.api.Bucket> owned =
        buckets.ownedBy(account).stream()
            .sorted(Comparator.comparing(Bucket::name, Utf8Order.INSTANCE))
            .map(BucketOperations::described)
            .toList();
    return ListBucketsOutput.builder().buckets(owned).owner(Owners.of(account)).build();
  }

  private static dev.brume.s3.api.Bucket described(Bucket bucket) {
    return dev.brume.s3.api.Bucket.builder()
        .name(bucket.name())
        .creationDate(Instant.ofEpochMilli(bucket.record().createdMillis()))
        .build();
  }
}
