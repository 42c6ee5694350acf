package dev.brume.s3.engine;

import dev.brume.core.scope.Scope;

/**
 * An access point: a name of its own for a bucket, with rules of its own.
 *
 * @param scope the owning account, which may differ from the bucket's, and the region of both
 * @param record everything else
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html">Managing
 *     access to shared datasets with access points</a>
 */
public record AccessPoint(Scope scope, AccessPointRecord record) {
  public String name() {
    return record.name();
  }

  /** The account that owns it. */
  public String owner() {
    return scope.account();
  }

  public String arn() {
    return scope.arn(S3Tables.SERVICE, "accesspoint/" + record.name()).toString();
  }

  /** The ARN of an object through this access point. */
  public String arnOf(String key) {
    return arn() + "/object/" + key;
  }

  /** The permitted origin of requests: {@code VPC} or {@code Internet}. */
  public String networkOrigin() {
    return isOfVpc() ? "VPC" : "Internet";
  }

  /** Whether it only accepts requests from one VPC. */
  public boolean isOfVpc() {
    return record.vpcId() != null;
  }
}
