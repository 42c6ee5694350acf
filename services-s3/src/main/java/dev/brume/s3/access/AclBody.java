package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AccessControlPolicy;
import dev.brume.s3.api.Grant;
import dev.brume.s3.api.Grantee;
import dev.brume.s3.api.Type;
import dev.brume.s3.engine.AclGrant;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses access control lists in request bodies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#sample-acl">Sample
 *     ACL</a>
 */
final class AclBody {
  private AclBody() {}

  /**
   * The grants in a body.
   *
   * @param owner the canonical user id of the resource's owner, which the body must contain
   * @throws AwsError if it is malformed, or contains another owner
   */
  static List<AclGrant> grants(AccessControlPolicy body, String owner) {
    if (body.owner() == null || body.owner().id() == null || body.grants() == null) {
      throw S3Refusals.malformedAcl();
    }
    if (body.grants().size() > Grants.MAX_GRANTS) {
      throw S3Refusals.malformedAcl();
    }
    if (!Grants.isCanonicalId(body.owner().id())) {
      throw invalidId(body.owner().id());
    }
    if (!body.owner().id().equals(owner)) {
      throw S3Refusals.accessDenied();
    }
    List<AclGrant> grants = new ArrayList<>();
    for (Grant grant : body.grants()) {
      if (grant.grantee() == null || grant.permission() == null) {
        throw S3Refusals.malformedAcl();
      }
      grants.add(checked(grant.grantee(), grant.permission()));
    }
    return grants;
  }

  /** A grant to a valid grantee. */
  static AclGrant checked(Grantee grantee, String permission) {
    return switch (String.valueOf(grantee.type())) {
      case Type.CANONICAL_USER -> {
        String id = required(grantee.id());
        if (!Grants.isCanonicalId(id)) {
          throw invalidId(id);
        }
        yield Grants.toAccount(id, permission);
      }
      case Type.GROUP -> {
        String uri = required(grantee.uri());
        if (!Grants.isGroup(uri)) {
          throw S3Refusals.invalidArgument("Invalid group uri", "Group/URI", uri);
        }
        yield Grants.toGroup(uri, permission);
      }
      case Type.AMAZON_CUSTOMER_BY_EMAIL -> throw AclErrors.grantedByEmail();
      default -> throw S3Refusals.malformedAcl();
    };
  }

  private static AwsError invalidId(String id) {
    return S3Refusals.invalidArgument("Invalid id", "CanonicalUser/ID", id);
  }

  private static String required(String value) {
    if (value == null) {
      throw S3Refusals.malformedAcl();
    }
    return value;
  }
}
