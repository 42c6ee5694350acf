package dev.brume.s3.access;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.api.Grant;
import dev.brume.s3.api.Grantee;
import dev.brume.s3.api.Permission;
import dev.brume.s3.api.Type;
import dev.brume.s3.engine.AclGrant;
import java.util.List;

/**
 * The grants of access control lists.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
final class Grants {
  /** "An ACL can have up to 100 grants." */
  static final int MAX_GRANTS = 100;

  static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
  static final String AUTHENTICATED_USERS =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
  static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

  private static final int CANONICAL_ID_DIGITS = 64;

  private Grants() {}

  /** A grant to an account. */
  static AclGrant toAccount(String canonicalId, String permission) {
    return new AclGrant(canonicalId, null, permission);
  }

  /** A grant to a group. */
  static AclGrant toGroup(String uri, String permission) {
    return new AclGrant(null, uri, permission);
  }

  /** The default grants: everything to the owner. */
  static List<AclGrant> ofOwner(String canonicalId) {
    return List.of(toAccount(canonicalId, Permission.FULL_CONTROL));
  }

  /** Grants in their API form. */
  static List<Grant> shown(List<AclGrant> grants) {
    return grants.stream().map(grant -> new Grant(grantee(grant), grant.permission())).toList();
  }

  private static Grantee grantee(AclGrant grant) {
    return grant.group() == null
        ? new Grantee(null, null, grant.account(), Type.CANONICAL_USER, null)
        : new Grantee(null, null, null, Type.GROUP, grant.group());
  }

  static boolean isGroup(String uri) {
    return uri.equals(ALL_USERS) || uri.equals(AUTHENTICATED_USERS) || uri.equals(LOG_DELIVERY);
  }

  /**
   * Whether a canonical user id is well-formed. Which accounts exist is not known: every account
   * exists here.
   */
  static boolean isCanonicalId(String id) {
    return id.equals(CanonicalUserIds.canonicalId(CanonicalUserIds.ANONYMOUS))
        || id.length() == CANONICAL_ID_DIGITS
            && id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /** "An ACL is public if it grants any permissions to members of" one of the two groups. */
  static boolean arePublic(List<AclGrant> grants) {
    return grants.stream().anyMatch(Grants::isPublic);
  }

  private static boolean isPublic(AclGrant grant) {
    String group = grant.group();
    return ALL_USERS.equals(group) || AUTHENTICATED_USERS.equals(group);
  }

  /**
   * Whether {@code grants} give {@code permission} to an account.
   *
   * @param account null for an anonymous caller
   * @param ignoringPublic whether grants to the public are ignored
   */
  static boolean allow(
      List<AclGrant> grants, String permission, String account, boolean ignoringPublic) {
    String id =
        CanonicalUserIds.canonicalId(account == null ? CanonicalUserIds.ANONYMOUS : account);
    for (AclGrant grant : grants) {
      boolean enough =
          grant.permission().equals(permission)
              || grant.permission().equals(Permission.FULL_CONTROL);
      if (enough && !(ignoringPublic && isPublic(grant)) && means(grant, id, account)) {
        return true;
      }
    }
    return false;
  }

  private static boolean means(AclGrant grant, String id, String account) {
    return grant.group() == null
        ? id.equals(grant.account())
        : grant.group().equals(ALL_USERS)
            || grant.group().equals(AUTHENTICATED_USERS) && account != null;
  }
}
