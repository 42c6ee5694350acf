package dev.brume.s3.control;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.control.api.ListTagsForResourceRequest;
import dev.brume.s3.control.api.ListTagsForResourceResult;
import dev.brume.s3.control.api.TagResourceRequest;
import dev.brume.s3.control.api.TagResourceResult;
import dev.brume.s3.control.api.UntagResourceRequest;
import dev.brume.s3.control.api.UntagResourceResult;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.AccessPoints;
import dev.brume.s3.engine.Bucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The tags of access points and of buckets by ARN; other resources that S3 Control can tag do not
 * exist here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_TagResource.html">TagResource</a>
 */
final class ResourceTagOperations {
  private static final String ACCESS_POINT = "accesspoint/";

  private final Buckets buckets;

  ResourceTagOperations(Buckets buckets) {
    this.buckets = buckets;
  }

  TagResourceResult tagResource(ControlRequest request, TagResourceRequest input) {
    change(request, input.resourceArn(), tags -> ResourceTags.merged(tags, input.tags()));
    return TagResourceResult.builder().build();
  }

  UntagResourceResult untagResource(ControlRequest request, UntagResourceRequest input) {
    change(request, input.resourceArn(), tags -> without(tags, input.tagKeys()));
    return UntagResourceResult.builder().build();
  }

  private static Map<String, String> without(Map<String, String> tags, List<String> keys) {
    Map<String, String> rest = new LinkedHashMap<>(tags);
    rest.keySet().removeAll(keys);
    return rest;
  }

  private void change(
      ControlRequest request, String arn, UnaryOperator<Map<String, String>> change) {
    Arn resource = parse(arn);
    if (isAccessPoint(resource)) {
      AccessPoints points = buckets.region(request.scope()).accessPoints();
      String name = existing(request, resource).name();
      points.change(name, record -> record.withTags(change.apply(record.tags())));
      return;
    }
    bucket(request, resource)
        .edit(
            new BucketRequest(request.context(), null).origin(),
            edit -> {
              Map<String, String> tags = change.apply(tagsOf(edit.bucket()));
              if (tags.isEmpty()) {
                edit.removeConfiguration(Configurations.TAGGING);
              } else {
                edit.setConfiguration(Configurations.TAGGING, new Tagging(ResourceTags.kept(tags)));
              }
              return Unit.INSTANCE;
            });
  }

  ListTagsForResourceResult listTagsForResource(
      ControlRequest request, ListTagsForResourceRequest input) {
    Arn resource = parse(input.resourceArn());
    Map<String, String> tags =
        isAccessPoint(resource)
            ? existing(request, resource).record().tags()
            : tagsOf(bucket(request, resource));
    return new ListTagsForResourceResult(ResourceTags.shown(tags));
  }

  private static Map<String, String> tagsOf(Bucket bucket) {
    Tagging tagging = bucket.configuration(Configurations.TAGGING);
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : tagging == null ? List.<Tag>of() : tagging.tagSet()) {
      tags.put(tag.key(), tag.value());
    }
    return tags;
  }

  /** AWS does not document the error for an ARN of another resource. */
  private static Arn parse(String text) {
    Optional<Arn> arn = Arn.parse(text);
    if (arn.isEmpty() || !arn.get().service().equals("s3")) {
      throw S3Refusals.invalidRequest("Request invalid");
    }
    boolean known = isAccessPoint(arn.get()) || isBucket(arn.get());
    if (!known) {
      throw S3Refusals.missing("Tags of " + arn.get().resource() + " are not implemented.");
    }
    return arn.get();
  }

  private static boolean isAccessPoint(Arn arn) {
    return arn.resource().startsWith(ACCESS_POINT);
  }

  private static boolean isBucket(Arn arn) {
    return arn.region().isEmpty() && arn.account().isEmpty() && arn.resource().indexOf('/') < 0;
  }

  private AccessPoint existing(ControlRequest request, Arn arn) {
    String name = arn.resource().substring(ACCESS_POINT.length());
    if (!arn.scope().equals(request.scope())) {
      throw AccessPointNames.noSuchAccessPoint(name);
    }
    return AccessPointOperations.existing(buckets, request.scope(), name);
  }

  /**
   * @throws AwsError NoSuchBucket; AccessDenied for another account's bucket
   */
  private Bucket bucket(ControlRequest request, Arn arn) {
    Bucket bucket = buckets.find(arn.resource(), request.scope());
    if (bucket == null) {
      throw Bucket.noSuchBucket(arn.resource());
    }
    if (!bucket.owner().equals(request.scope().account())) {
      throw S3Refusals.accessDenied();
    }
    return bucket;
  }
}
