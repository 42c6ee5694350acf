package dev.brume.s3.engine;

import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ARNs of buckets. The names of buckets are unique in their partition, so that region and account
 * are empty.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html">How
 *     Amazon S3 works with IAM: policy resources</a>
 */
public final class BucketArns {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PARTITION = Pattern.compile("aws[a-z-]*");

  private BucketArns() {}

  /** The ARN of the bucket with that name in the partition of {@code scope}. */
  public static Arn of(Scope scope, String name) {
    return scope.ownerlessArn(S3Tables.SERVICE, name);
  }

  /**
   * Parses the ARN of a bucket; empty if {@code text} is none. The caller checks that it has no
   * region and account.
   */
  public static Optional<Arn> parse(String text) {
    return Arn.parse(text)
        .filter(arn -> PARTITION.matcher(arn.partition()).matches())
        .filter(arn -> arn.service().equals(S3Tables.SERVICE))
        .filter(arn -> NAME.matcher(arn.resource()).matches());
  }
}
