package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Operation;
import dev.brume.s3.api.S3Api;
import java.util.Set;

/**
 * The operations available through access points. AWS's list is "partial": it omits annotations,
 * whose own pages do not list access points as unsupported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-service-api-support.html">Access
 *     point compatibility</a>
 */
final class AccessPointUse {
  private static final Set<Operation<?, ?>> SUPPORTED =
      Set.of(
          S3Api.ABORT_MULTIPART_UPLOAD,
          S3Api.COMPLETE_MULTIPART_UPLOAD,
          S3Api.COPY_OBJECT,
          S3Api.CREATE_MULTIPART_UPLOAD,
          S3Api.DELETE_OBJECT,
          S3Api.DELETE_OBJECTS,
          S3Api.DELETE_OBJECT_ANNOTATION,
          S3Api.DELETE_OBJECT_TAGGING,
          S3Api.GET_BUCKET_ACL,
          S3Api.GET_BUCKET_CORS,
          S3Api.GET_BUCKET_LOCATION,
          S3Api.GET_BUCKET_NOTIFICATION_CONFIGURATION,
          S3Api.GET_BUCKET_POLICY,
          S3Api.GET_OBJECT,
          S3Api.GET_OBJECT_ACL,
          S3Api.GET_OBJECT_ANNOTATION,
          S3Api.GET_OBJECT_ATTRIBUTES,
          S3Api.GET_OBJECT_LEGAL_HOLD,
          S3Api.GET_OBJECT_RETENTION,
          S3Api.GET_OBJECT_TAGGING,
          S3Api.HEAD_BUCKET,
          S3Api.HEAD_OBJECT,
          S3Api.LIST_MULTIPART_UPLOADS,
          S3Api.LIST_OBJECTS,
          S3Api.LIST_OBJECTS_V2,
          S3Api.LIST_OBJECT_ANNOTATIONS,
          S3Api.LIST_OBJECT_VERSIONS,
          S3Api.LIST_PARTS,
          S3Api.PUT_OBJECT,
          S3Api.PUT_OBJECT_ACL,
          S3Api.PUT_OBJECT_ANNOTATION,
          S3Api.PUT_OBJECT_LEGAL_HOLD,
          S3Api.PUT_OBJECT_RETENTION,
          S3Api.PUT_OBJECT_TAGGING,
          S3Api.RESTORE_OBJECT,
          S3Api.UPLOAD_PART,
          S3Api.UPLOAD_PART_COPY);

  private AccessPointUse() {}

  /**
   * Refuses the operations that only apply to buckets. AWS does not document the error; S3 uses
   * this one for a method that does not apply to a resource.
   *
   * @throws dev.brume.core.error.AwsError MethodNotAllowed
   */
  static void check(RequestContext context) {
    if (!SUPPORTED.contains(context.operation())) {
      throw S3Refusals.methodNotAllowed(context.http().method(), "ACCESSPOINT");
    }
  }
}
