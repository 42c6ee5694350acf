package dev.brume.s3.lifecycle;

import dev.brume.core.id.Ids;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketLifecycleRequest;
import dev.brume.s3.api.GetBucketLifecycleConfigurationOutput;
import dev.brume.s3.api.GetBucketLifecycleConfigurationRequest;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.PutBucketLifecycleConfigurationOutput;
import dev.brume.s3.api.PutBucketLifecycleConfigurationRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.TransitionDefaultMinimumObjectSize;
import dev.brume.s3.configuration.Configurations;
import java.util.List;

/**
 * The lifecycle configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 */
final class LifecycleOperations {
  /** The length of the id that S3 generates for a rule without one. */
  private static final int MADE_ID_LENGTH = 48;

  private static final String MADE_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final Ids ids;

  LifecycleOperations(Ids ids) {
    this.ids = ids;
  }

  public PutBucketLifecycleConfigurationOutput putBucketLifecycleConfiguration(
      BucketRequest request, PutBucketLifecycleConfigurationRequest input) {
    if (input.lifecycleConfiguration() == null) {
      throw S3Refusals.missingRequestBody();
    }
    String minimumSize = minimumSize(input.transitionDefaultMinimumObjectSize());
    List<LifecycleRule> rules = LifecycleRuleForm.listed(input.lifecycleConfiguration().rules());
    LifecycleConfigurationCheck.check(rules);
    LifecycleSettings settings =
        new LifecycleSettings(rules.stream().map(this::withId).toList(), minimumSize);
    request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (Boolean.TRUE.equals(edit.bucket().record().mfaDelete())) {
                // AWS documents that the two exclude each other, but not the error's text.
                throw S3Errors.invalidBucketState(
                    "The request is not valid for the current state of the bucket.");
              }
              edit.setConfiguration(Configurations.LIFECYCLE, settings);
              return Unit.INSTANCE;
            });
    return PutBucketLifecycleConfigurationOutput.builder()
        .transitionDefaultMinimumObjectSize(minimumSize)
        .build();
  }

  private static String minimumSize(String asked) {
    if (asked == null) {
      return TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K;
    }
    return switch (asked) {
      case TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K,
          TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS ->
          asked;
      default ->
          throw S3Refusals.invalidRequest("Invalid TransitionDefaultMinimumObjectSize found");
    };
  }

  private LifecycleRule withId(LifecycleRule rule) {
    return rule.id() != null && !rule.id().isEmpty()
        ? rule
        : rule.toBuilder().id(ids.text(MADE_ID_LENGTH, MADE_ID_ALPHABET)).build();
  }

  public GetBucketLifecycleConfigurationOutput getBucketLifecycleConfiguration(
      BucketRequest request, GetBucketLifecycleConfigurationRequest input) {
    LifecycleSettings settings = request.bucket().configuration(Configurations.LIFECYCLE);
    if (settings == null) {
      throw S3Errors.noSuchLifecycleConfiguration("The lifecycle configuration does not exist")
          .withDetail("BucketName", request.bucket().name());
    }
    return GetBucketLifecycleConfigurationOutput.builder()
        .rules(settings.rules())
        .transitionDefaultMinimumObjectSize(settings.minimumObjectSize())
        .build();
  }

  public Unit deleteBucketLifecycle(BucketRequest request, DeleteBucketLifecycleRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.LIFECYCLE);
              return Unit.INSTANCE;
            });
  }
}
