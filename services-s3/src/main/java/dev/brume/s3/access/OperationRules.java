package dev.brume.s3.access;

import dev.brume.core.schema.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The permissions that each modelled operation requires.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for Amazon S3 API operations</a>
 */
final class OperationRules {
  /** The resource of an operation. */
  enum Subject {
    /** No existing bucket. */
    ACCOUNT,
    BUCKET,
    /**
     * An object that is created or deleted, whether it exists or not: the bucket's owner decides.
     */
    OBJECT,
    /** An object that must exist: its own owner decides. */
    EXISTING,
    /** A multipart upload, which its initiator may access. */
    UPLOAD,
    /** Several objects, each of which is checked by itself. */
    MANY
  }

  /**
   * A required permission.
   *
   * @param action with the service prefix
   * @param ofVersion the action if the request names a version
   * @param members input members, one of which must be set for this to apply; empty for always
   */
  record Need(String action, String ofVersion, List<String> members) {}

  /** All requirements of an operation. */
  record Rule(Subject subject, List<Need> needs) {}

  /** The headers of uploads that need further permissions, each by its members. */
  private static final String UPLOAD =
      "PutObject"
          + " PutObjectAcl?ACL,GrantFullControl,GrantRead,GrantReadACP,GrantWriteACP"
          + " PutObjectTagging?Tagging"
          + " PutObjectRetention?ObjectLockMode,ObjectLockRetainUntilDate"
          + " PutObjectLegalHold?ObjectLockLegalHoldStatus";

  /**
   * A line per operation: its name, its subject, and the actions. A slash precedes the action for
   * requests with a version, a question mark the members that make it required.
   */
  private static final String TABLE =
      """
      AbortMultipartUpload UPLOAD AbortMultipartUpload
      CompleteMultipartUpload OBJECT PutObject
      CopyObject OBJECT $UPLOAD
      CreateBucket ACCOUNT CreateBucket
      CreateBucketMetadataConfiguration BUCKET CreateBucketMetadataTableConfiguration
      CreateBucketMetadataTableConfiguration BUCKET CreateBucketMetadataTableConfiguration
      CreateMultipartUpload OBJECT $UPLOAD
      CreateSession BUCKET s3express:CreateSession
      DeleteBucket BUCKET DeleteBucket
      DeleteBucketAnalyticsConfiguration BUCKET PutAnalyticsConfiguration
      DeleteBucketCors BUCKET PutBucketCORS
      DeleteBucketEncryption BUCKET PutEncryptionConfiguration
      DeleteBucketIntelligentTieringConfiguration BUCKET PutIntelligentTieringConfiguration
      DeleteBucketInventoryConfiguration BUCKET PutInventoryConfiguration
      DeleteBucketLifecycle BUCKET PutLifecycleConfiguration
      DeleteBucketMetadataConfiguration BUCKET DeleteBucketMetadataTableConfiguration
      DeleteBucketMetadataTableConfiguration BUCKET DeleteBucketMetadataTableConfiguration
      DeleteBucketMetricsConfiguration BUCKET PutMetricsConfiguration
      DeleteBucketOwnershipControls BUCKET PutBucketOwnershipControls
      DeleteBucketPolicy BUCKET DeleteBucketPolicy
      DeleteBucketReplication BUCKET PutReplicationConfiguration
      DeleteBucketTagging BUCKET PutBucketTagging
      DeleteBucketWebsite BUCKET DeleteBucketWebsite
      DeleteObject OBJECT DeleteObject/DeleteObjectVersion \
      BypassGovernanceRetention?BypassGovernanceRetention
      DeleteObjectAnnotation EXISTING DeleteObjectAnnotation/DeleteObjectVersionAnnotation
      DeleteObjectTagging EXISTING DeleteObjectTagging/DeleteObjectVersionTagging
      DeleteObjects MANY DeleteObject/DeleteObjectVersion \
      BypassGovernanceRetention?BypassGovernanceRetention
      DeletePublicAccessBlock BUCKET PutBucketPublicAccessBlock
      GetBucketAbac BUCKET GetBucketABAC
      GetBucketAccelerateConfiguration BUCKET GetAccelerateConfiguration
      GetBucketAcl BUCKET GetBucketAcl
      GetBucketAnalyticsConfiguration BUCKET GetAnalyticsConfiguration
      GetBucketCors BUCKET GetBucketCORS
      GetBucketEncryption BUCKET GetEncryptionConfiguration
      GetBucketIntelligentTieringConfiguration BUCKET GetIntelligentTieringConfiguration
      GetBucketInventoryConfiguration BUCKET GetInventoryConfiguration
      GetBucketLifecycleConfiguration BUCKET GetLifecycleConfiguration
      GetBucketLocation BUCKET GetBucketLocation
      GetBucketLogging BUCKET GetBucketLogging
      GetBucketMetadataConfiguration BUCKET GetBucketMetadataTableConfiguration
      GetBucketMetadataTableConfiguration BUCKET GetBucketMetadataTableConfiguration
      GetBucketMetricsConfiguration BUCKET GetMetricsConfiguration
      GetBucketNotificationConfiguration BUCKET GetBucketNotification
      GetBucketOwnershipControls BUCKET GetBucketOwnershipControls
      GetBucketPolicy BUCKET GetBucketPolicy
      GetBucketPolicyStatus BUCKET GetBucketPolicyStatus
      GetBucketReplication BUCKET GetReplicationConfiguration
      GetBucketRequestPayment BUCKET GetBucketRequestPayment
      GetBucketTagging BUCKET GetBucketTagging
      GetBucketVersioning BUCKET GetBucketVersioning
      GetBucketWebsite BUCKET GetBucketWebsite
      GetObject EXISTING GetObject/GetObjectVersion
      GetObjectAcl EXISTING GetObjectAcl/GetObjectVersionAcl
      GetObjectAnnotation EXISTING GetObjectAnnotation/GetObjectVersionAnnotation
      GetObjectAttributes EXISTING GetObject/GetObjectVersion \
      GetObjectAttributes/GetObjectVersionAttributes
      GetObjectLegalHold EXISTING GetObjectLegalHold
      GetObjectLockConfiguration BUCKET GetBucketObjectLockConfiguration
      GetObjectRetention EXISTING GetObjectRetention
      GetObjectTagging EXISTING GetObjectTagging/GetObjectVersionTagging
      GetObjectTorrent EXISTING GetObjectTorrent
      GetPublicAccessBlock BUCKET GetBucketPublicAccessBlock
      HeadBucket BUCKET ListBucket
      HeadObject EXISTING GetObject/GetObjectVersion
      ListBucketAnalyticsConfigurations BUCKET GetAnalyticsConfiguration
      ListBucketIntelligentTieringConfigurations BUCKET GetIntelligentTieringConfiguration
      ListBucketInventoryConfigurations BUCKET GetInventoryConfiguration
      ListBucketMetricsConfigurations BUCKET GetMetricsConfiguration
      ListBuckets ACCOUNT ListAllMyBuckets
      ListDirectoryBuckets ACCOUNT s3express:ListAllMyDirectoryBuckets
      ListMultipartUploads BUCKET ListBucketMultipartUploads
      ListObjectAnnotations EXISTING ListObjectAnnotations/ListObjectVersionAnnotations
      ListObjectVersions BUCKET ListBucketVersions
      ListObjects BUCKET ListBucket
      ListObjectsV2 BUCKET ListBucket
      ListParts UPLOAD ListMultipartUploadParts
      PutBucketAbac BUCKET PutBucketABAC
      PutBucketAccelerateConfiguration BUCKET PutAccelerateConfiguration
      PutBucketAcl BUCKET PutBucketAcl
      PutBucketAnalyticsConfiguration BUCKET PutAnalyticsConfiguration
      PutBucketCors BUCKET PutBucketCORS
      PutBucketEncryption BUCKET PutEncryptionConfiguration
      PutBucketIntelligentTieringConfiguration BUCKET PutIntelligentTieringConfiguration
      PutBucketInventoryConfiguration BUCKET PutInventoryConfiguration
      PutBucketLifecycleConfiguration BUCKET PutLifecycleConfiguration
      PutBucketLogging BUCKET PutBucketLogging
      PutBucketMetricsConfiguration BUCKET PutMetricsConfiguration
      PutBucketNotificationConfiguration BUCKET PutBucketNotification
      PutBucketOwnershipControls BUCKET PutBucketOwnershipControls
      PutBucketPolicy BUCKET PutBucketPolicy
      PutBucketReplication BUCKET PutReplicationConfiguration
      PutBucketRequestPayment BUCKET PutBucketRequestPayment
      PutBucketTagging BUCKET PutBucketTagging
      PutBucketVersioning BUCKET PutBucketVersioning
      PutBucketWebsite BUCKET PutBucketWebsite
      PutObject OBJECT $UPLOAD
      PutObjectAcl EXISTING PutObjectAcl/PutObjectVersionAcl
      PutObjectAnnotation EXISTING PutObjectAnnotation/PutObjectVersionAnnotation
      PutObjectLegalHold EXISTING PutObjectLegalHold
      PutObjectLockConfiguration BUCKET PutBucketObjectLockConfiguration
      PutObjectRetention EXISTING PutObjectRetention \
      BypassGovernanceRetention?BypassGovernanceRetention
      PutObjectTagging EXISTING PutObjectTagging/PutObjectVersionTagging
      PutPublicAccessBlock BUCKET PutBucketPublicAccessBlock
      RenameObject BUCKET s3express:CreateSession
      RestoreObject EXISTING RestoreObject
      SelectObjectContent EXISTING GetObject
      UpdateBucketMetadataAnnotationTableConfiguration BUCKET \
      UpdateBucketMetadataAnnotationTableConfiguration
      UpdateBucketMetadataInventoryTableConfiguration BUCKET \
      UpdateBucketMetadataInventoryTableConfiguration
      UpdateBucketMetadataJournalTableConfiguration BUCKET \
      UpdateBucketMetadataJournalTableConfiguration
      UpdateObjectEncryption EXISTING UpdateObjectEncryption
      UploadPart OBJECT PutObject
      UploadPartCopy OBJECT PutObject
      WriteGetObjectResponse ACCOUNT s3-object-lambda:WriteGetObjectResponse
      """;

  private final Map<String, Rule> rules = new HashMap<>();

  OperationRules() {
    TABLE.replace("$UPLOAD", UPLOAD).lines().forEach(this::add);
  }

  private void add(String line) {
    String[] words = line.strip().split(" +");
    List<Need> needs = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      needs.add(need(words[i]));
    }
    rules.put(words[0], new Rule(Subject.valueOf(words[1]), List.copyOf(needs)));
  }

  private static Need need(String word) {
    int mark = word.indexOf('?');
    String actions = mark < 0 ? word : word.substring(0, mark);
    int slash = actions.indexOf('/');
    String action = withService(slash < 0 ? actions : actions.substring(0, slash));
    return new Need(
        action,
        slash < 0 ? action : withService(actions.substring(slash + 1)),
        mark < 0 ? List.of() : List.of(word.substring(mark + 1).split(",")));
  }

  private static String withService(String action) {
    return action.indexOf(':') < 0 ? PolicyActions.PREFIX + action : action;
  }

  /** The operations with rules. */
  Set<String> names() {
    return rules.keySet();
  }

  /** The requirements of {@code operation}. */
  Rule of(Operation<?, ?> operation) {
    Rule rule = rules.get(operation.name());
    if (rule == null) {
      throw new IllegalStateException("Nothing says what " + operation.name() + " needs");
    }
    return rule;
  }
}
