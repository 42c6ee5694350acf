package dev.brume.s3.control;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.control.api.S3ControlApi;
import java.util.List;
import java.util.Locale;

/**
 * Amazon S3 Control, for the buckets of S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">AWS
 *     S3 Control</a>
 */
public final class S3ControlService implements Service {
  private static final String TAGS = "tags";

  private final boolean enforced;
  private final AccessPointOperations points;
  private final AccessPointPolicyOperations policies;
  private final AccountBlockOperations blocks;
  private final ResourceTagOperations tags;

  /** Creates the service; it has no state of its own. */
  public S3ControlService(FeatureContext s3) {
    enforced = s3.access().isEnforced();
    points = new AccessPointOperations(s3.buckets(), s3.timeline(), s3.ids());
    policies = new AccessPointPolicyOperations(s3.buckets());
    blocks = new AccountBlockOperations(s3.buckets());
    tags = new ResourceTagOperations(s3.buckets());
  }

  @Override
  public ServiceSchema schema() {
    return S3ControlApi.SERVICE;
  }

  @Override
  public ServiceAccess access() {
    return ControlAccess.table();
  }

  @Override
  public void bind(Binder binder) {
    ControlBinder b = new ControlBinder(binder, enforced);
    b.on(S3ControlApi.CREATE_ACCESS_POINT, points::createAccessPoint);
    b.on(S3ControlApi.DELETE_ACCESS_POINT, points::deleteAccessPoint);
    b.on(S3ControlApi.DELETE_ACCESS_POINT_POLICY, policies::deleteAccessPointPolicy);
    b.on(S3ControlApi.DELETE_PUBLIC_ACCESS_BLOCK, blocks::deletePublicAccessBlock);
    b.on(S3ControlApi.GET_ACCESS_POINT, points::getAccessPoint);
    b.on(S3ControlApi.GET_ACCESS_POINT_POLICY, policies::getAccessPointPolicy);
    b.on(S3ControlApi.GET_ACCESS_POINT_POLICY_STATUS, policies::getAccessPointPolicyStatus);
    b.on(S3ControlApi.GET_PUBLIC_ACCESS_BLOCK, blocks::getPublicAccessBlock);
    b.on(S3ControlApi.LIST_ACCESS_POINTS, points::listAccessPoints);
    b.on(S3ControlApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    b.on(S3ControlApi.PUT_ACCESS_POINT_POLICY, policies::putAccessPointPolicy);
    b.on(S3ControlApi.PUT_PUBLIC_ACCESS_BLOCK, blocks::putPublicAccessBlock);
    b.on(S3ControlApi.TAG_RESOURCE, tags::tagResource);
    b.on(S3ControlApi.UNTAG_RESOURCE, tags::untagResource);
  }

  /**
   * AWS does not document the errors of most constraints; resource names have their own. The
   * model's pattern of ARNs excludes buckets, which S3 Control can tag nevertheless.
   */
  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    if (violations.stream().map(Violation::path).allMatch(S3ControlService::isForOperation)) {
      return null;
    }
    String path = violations.get(0).path();
    if (path.equalsIgnoreCase("AccountId")) {
      return S3Refusals.invalidRequest(
          "Missing required header for this request: x-amz-account-id");
    }
    if (path.equalsIgnoreCase("Name")) {
      return AccessPointNaming.unparsable(context.http().path());
    }
    return context.http().body().length() == 0
        ? S3Refusals.invalidRequest("Request invalid")
        : S3Refusals.malformedXml();
  }

  /** Whether operations check the member, with specific errors. */
  private static boolean isForOperation(String path) {
    boolean isTag = path.length() > TAGS.length() && path.toLowerCase(Locale.ROOT).startsWith(TAGS);
    return isTag || path.equalsIgnoreCase("ResourceArn");
  }

  @Override
  public Dialect dialect() {
    return new S3ControlDialect();
  }
}
