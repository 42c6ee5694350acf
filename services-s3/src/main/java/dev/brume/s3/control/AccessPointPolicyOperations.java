package dev.brume.s3.control;

import dev.brume.core.schema.Unit;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.Buckets;
import dev.brume.s3.access.AccessPointPolicies;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.control.api.DeleteAccessPointPolicyRequest;
import dev.brume.s3.control.api.GetAccessPointPolicyRequest;
import dev.brume.s3.control.api.GetAccessPointPolicyResult;
import dev.brume.s3.control.api.GetAccessPointPolicyStatusRequest;
import dev.brume.s3.control.api.GetAccessPointPolicyStatusResult;
import dev.brume.s3.control.api.PolicyStatus;
import dev.brume.s3.control.api.PutAccessPointPolicyRequest;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;

/**
 * The policies of access points.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutAccessPointPolicy.html">PutAccessPointPolicy</a>
 */
final class AccessPointPolicyOperations {
  private final Buckets buckets;

  AccessPointPolicyOperations(Buckets buckets) {
    this.buckets = buckets;
  }

  Unit putAccessPointPolicy(ControlRequest request, PutAccessPointPolicyRequest input) {
    AccessPoint point = AccessPointOperations.existing(buckets, request.scope(), input.name());
    Bucket bucket = buckets.behind(point);
    if (bucket == null) {
      throw Bucket.noSuchBucket(point.record().bucket());
    }
    set(request, input.name(), AccessPointPolicies.checked(input.policy(), point, bucket));
    return Unit.INSTANCE;
  }

  private void set(ControlRequest request, String name, String policy) {
    AccessPoint changed =
        buckets
            .region(request.scope())
            .accessPoints()
            .change(name, record -> record.withPolicy(policy));
    if (changed == null) {
      throw AccessPointNames.noSuchAccessPoint(name);
    }
  }

  GetAccessPointPolicyResult getAccessPointPolicy(
      ControlRequest request, GetAccessPointPolicyRequest input) {
    AccessPoint point = withPolicy(request, input.name());
    return new GetAccessPointPolicyResult(point.record().policy());
  }

  private AccessPoint withPolicy(ControlRequest request, String name) {
    AccessPoint point = AccessPointOperations.existing(buckets, request.scope(), name);
    if (point.record().policy() == null) {
      throw S3Errors.noSuchAccessPointPolicy("The specified accesspoint policy does not exist")
          .withDetail("AccessPointName", name);
    }
    return point;
  }

  /** Deletes a policy; AWS documents no error for a missing one. */
  Unit deleteAccessPointPolicy(ControlRequest request, DeleteAccessPointPolicyRequest input) {
    set(request, input.name(), null);
    return Unit.INSTANCE;
  }

  GetAccessPointPolicyStatusResult getAccessPointPolicyStatus(
      ControlRequest request, GetAccessPointPolicyStatusRequest input) {
    AccessPoint point = withPolicy(request, input.name());
    return new GetAccessPointPolicyStatusResult(
        new PolicyStatus(AccessPointPolicies.isPublic(point)));
  }
}
