package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CreateBucketRequest;
import dev.brume.s3.api.Permission;
import dev.brume.s3.api.PutBucketAclRequest;
import dev.brume.s3.api.PutObjectAclRequest;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.AclGrant;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the request headers that set an access control list; null for absent ones.
 *
 * @param canned the name of a {@link CannedAcl}
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>
 */
record AclHeaders(
    String canned, String fullControl, String read, String readAcp, String write, String writeAcp) {
  private static final String CANNED = "x-amz-acl";

  static AclHeaders of(CreateBucketRequest input) {
    return new AclHeaders(
        input.acl(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWrite(),
        input.grantWriteACP());
  }

  static AclHeaders of(PutBucketAclRequest input) {
    return new AclHeaders(
        input.acl(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWrite(),
        input.grantWriteACP());
  }

  static AclHeaders of(PutObjectAclRequest input) {
    return new AclHeaders(
        input.acl(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWrite(),
        input.grantWriteACP());
  }

  static AclHeaders of(PutObjectRequest input) {
    return new AclHeaders(
        input.acl(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        null,
        input.grantWriteACP());
  }

  boolean areThere() {
    return canned != null || haveGrants();
  }

  private boolean haveGrants() {
    return fullControl != null
        || read != null
        || readAcp != null
        || write != null
        || writeAcp != null;
  }

  /**
   * Their grants.
   *
   * @param owner the canonical user id of the resource's owner
   * @param bucketOwner that of the bucket's owner; null if the resource is a bucket
   * @throws AwsError if they are invalid
   */
  List<AclGrant> grants(String owner, String bucketOwner) {
    if (canned != null && haveGrants()) {
      throw S3Refusals.invalidRequest(
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    if (canned != null) {
      CannedAcl known = CannedAcl.named(canned);
      boolean fits = bucketOwner == null || known != CannedAcl.LOG_DELIVERY_WRITE;
      if (known == null || !fits) {
        throw S3Refusals.invalidArgument("", CANNED, canned);
      }
      return known.grants(owner, bucketOwner);
    }
    List<AclGrant> grants = new ArrayList<>();
    add(grants, read, "x-amz-grant-read", Permission.READ);
    add(grants, write, "x-amz-grant-write", Permission.WRITE);
    add(grants, readAcp, "x-amz-grant-read-acp", Permission.READ_ACP);
    add(grants, writeAcp, "x-amz-grant-write-acp", Permission.WRITE_ACP);
    add(grants, fullControl, "x-amz-grant-full-control", Permission.FULL_CONTROL);
    return grants;
  }

  /** Grantees separated by commas: {@code id="…", uri="…"}. */
  private static void add(List<AclGrant> grants, String text, String header, String permission) {
    if (text == null) {
      return;
    }
    for (String grantee : text.split(",", -1)) {
      int equals = grantee.indexOf('=');
      String type = equals < 0 ? "" : grantee.substring(0, equals).strip();
      String value = equals < 0 ? "" : unquoted(grantee.substring(equals + 1).strip());
      AclGrant grant =
          switch (type) {
            case "id" -> toAccount(value, permission);
            case "uri" -> toGroup(value, permission);
            case "emailAddress" -> throw AclErrors.grantedByEmail();
            default ->
                throw S3Refusals.invalidArgument(
                    "Argument format not recognized", header, grantee.strip());
          };
      grants.add(grant);
    }
  }

  private static AclGrant toAccount(String id, String permission) {
    if (!Grants.isCanonicalId(id)) {
      throw S3Refusals.invalidArgument("Invalid id", "id", id);
    }
    return Grants.toAccount(id, permission);
  }

  private static AclGrant toGroup(String uri, String permission) {
    if (!Grants.isGroup(uri)) {
      throw S3Refusals.invalidArgument("Invalid group uri", "uri", uri);
    }
    return Grants.toGroup(uri, permission);
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
