package dev.brume.s3.access;

import dev.brume.s3.api.Permission;
import dev.brume.s3.engine.AclGrant;
import java.util.ArrayList;
import java.util.List;

/**
 * The canned access control lists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">Canned
 *     ACL</a>
 */
enum CannedAcl {
  PRIVATE("private"),
  PUBLIC_READ("public-read"),
  PUBLIC_READ_WRITE("public-read-write"),
  AWS_EXEC_READ("aws-exec-read"),
  AUTHENTICATED_READ("authenticated-read"),
  BUCKET_OWNER_READ("bucket-owner-read"),
  BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
  LOG_DELIVERY_WRITE("log-delivery-write");

  /** Amazon EC2, which reads bundles of machine images. */
  private static final String EC2 =
      "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

  private final String text;

  CannedAcl(String text) {
    this.text = text;
  }

  /** The one with that name, or null. */
  static CannedAcl named(String name) {
    for (CannedAcl canned : values()) {
      if (canned.text.equals(name)) {
        return canned;
      }
    }
    return null;
  }

  /**
   * Its grants.
   *
   * @param owner the canonical user id of the resource's owner
   * @param bucketOwner that of the bucket's owner; null if the resource is a bucket
   */
  List<AclGrant> grants(String owner, String bucketOwner) {
    List<AclGrant> grants = new ArrayList<>(Grants.ofOwner(owner));
    boolean another = bucketOwner != null && !bucketOwner.equals(owner);
    switch (this) {
      case PRIVATE -> {}
      case PUBLIC_READ -> grants.add(Grants.toGroup(Grants.ALL_USERS, Permission.READ));
      case PUBLIC_READ_WRITE -> {
        grants.add(Grants.toGroup(Grants.ALL_USERS, Permission.READ));
        grants.add(Grants.toGroup(Grants.ALL_USERS, Permission.WRITE));
      }
      case AWS_EXEC_READ -> grants.add(Grants.toAccount(EC2, Permission.READ));
      case AUTHENTICATED_READ ->
          grants.add(Grants.toGroup(Grants.AUTHENTICATED_USERS, Permission.READ));
      case BUCKET_OWNER_READ -> {
        if (another) {
          grants.add(Grants.toAccount(bucketOwner, Permission.READ));
        }
      }
      case BUCKET_OWNER_FULL_CONTROL -> {
        if (another) {
          grants.add(Grants.toAccount(bucketOwner, Permission.FULL_CONTROL));
        }
      }
      case LOG_DELIVERY_WRITE -> {
        grants.add(Grants.toGroup(Grants.LOG_DELIVERY, Permission.WRITE));
        grants.add(Grants.toGroup(Grants.LOG_DELIVERY, Permission.READ_ACP));
      }
    }
    return List.copyOf(grants);
  }
}
