package dev.brume.s3.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * S3's own condition keys, and the actions that support them. Keys of other services are all
 * accepted, as on S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys">Condition
 *     keys for Amazon S3</a>
 */
final class PolicyConditions {
  /** Supported by every request. */
  private static final Set<String> GENERAL =
      Set.of(
          "s3:accessgrantsinstancearn",
          "s3:accesspointnetworkorigin",
          "s3:authtype",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn",
          "s3:resourceaccount",
          "s3:signatureage",
          "s3:signatureversion",
          "s3:tlsversion",
          "s3:x-amz-content-sha256");

  private static final Map<String, Set<String>> ACTIONS = new HashMap<>();

  static {
    put("ListBucket ListBucketVersions", "s3:delimiter", "s3:max-keys", "s3:prefix");
    put(
        """
        DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging
        GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes
        GetObjectVersionTagging GetObjectVersionTorrent ListObjectVersionAnnotations
        PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging
        """,
        "s3:versionid");
    put("CreateBucket", "s3:locationconstraint");
    put("CreateBucket PutBucketOwnershipControls", "s3:x-amz-object-ownership");
    put(
        "CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl ReplicateObject",
        "s3:x-amz-acl",
        "s3:x-amz-grant-full-control",
        "s3:x-amz-grant-read",
        "s3:x-amz-grant-read-acp",
        "s3:x-amz-grant-write",
        "s3:x-amz-grant-write-acp");
    put(
        "PutObject",
        "s3:objectcreationoperation",
        "s3:x-amz-copy-source",
        "s3:x-amz-metadata-directive",
        "s3:x-amz-storage-class",
        "s3:x-amz-website-redirect-location");
    put(
        "PutObject ReplicateObject UpdateObjectEncryption",
        "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:x-amz-server-side-encryption-customer-algorithm");
    put("DeleteObject PutObject", "s3:if-match", "s3:if-none-match");
    put(
        """
        BypassGovernanceRetention PutObject PutObjectLegalHold PutObjectRetention ReplicateObject
        """,
        "s3:object-lock-legal-hold",
        "s3:object-lock-mode",
        "s3:object-lock-retain-until-date");
    put(
        """
        BypassGovernanceRetention PutBucketObjectLockConfiguration PutObject PutObjectRetention
        ReplicateObject
        """,
        "s3:object-lock-remaining-retention-days");
    put(
        """
        DeleteObjectTagging DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes
        GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
        GetObjectVersionTagging PutObjectAcl PutObjectTagging PutObjectVersionAcl
        PutObjectVersionTagging
        """,
        "s3:existingobjecttag/");
    put(
        "PutObject PutObjectTagging PutObjectVersionTagging ReplicateTags",
        "s3:requestobjecttag/",
        "s3:requestobjecttagkeys");
    put("PutInventoryConfiguration", "s3:inventoryaccessibleoptionalfields");
  }

  private PolicyConditions() {}

  private static void put(String actions, String... keys) {
    for (String key : keys) {
      ACTIONS.put(key, PolicyActions.lowered(actions));
    }
  }

  private static boolean isOfS3(String lowered) {
    return lowered.startsWith(PolicyActions.PREFIX);
  }

  static boolean isKey(String key) {
    String lowered = key.toLowerCase(Locale.ROOT);
    return !isOfS3(lowered) || GENERAL.contains(lowered) || actionsWith(lowered) != null;
  }

  /** Keys of tags have the tag's key after a slash. */
  private static Set<String> actionsWith(String lowered) {
    int slash = lowered.indexOf('/');
    boolean tag = slash > 0 && slash < lowered.length() - 1;
    return tag ? ACTIONS.get(lowered.substring(0, slash + 1)) : ACTIONS.get(lowered);
  }

  /** Whether any request for an action of {@code meant}, in lower case, supports {@code key}. */
  static boolean applies(String key, Set<String> meant) {
    String lowered = key.toLowerCase(Locale.ROOT);
    if (!isOfS3(lowered) || GENERAL.contains(lowered)) {
      return true;
    }
    Set<String> actions = actionsWith(lowered);
    return meant.stream().anyMatch(actions::contains);
  }
}
