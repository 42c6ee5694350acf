package dev.brume.s3.access;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The actions of S3 in policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
final class PolicyActions {
  static final String PREFIX = "s3:";

  /** Actions on objects, in lower case. */
  static final Set<String> OF_OBJECTS =
      lowered(
          """
          AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation
          DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation
          DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes
          GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion
          GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes
          GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent
          InitiateReplication ListMultipartUploadParts ListObjectAnnotations
          ListObjectVersionAnnotations ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl
          PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging
          PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging ReplicateDelete
          ReplicateObject ReplicateTags RestoreObject UpdateObjectEncryption
          """);

  /** Actions on buckets, in lower case. */
  static final Set<String> OF_BUCKETS =
      lowered(
          """
          CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket
          DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
          GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketABAC GetBucketAcl
          GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration
          GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls
          GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment
          GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
          GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
          GetMetricsConfiguration GetReplicationConfiguration ListBucket ListBucketMultipartUploads
          ListBucketVersions ListTagsForResource PutAccelerateConfiguration
          PutAnalyticsConfiguration PutBucketABAC PutBucketAcl PutBucketCORS PutBucketLogging
          PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
          PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging
          PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
          PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
          PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource
          UpdateBucketMetadataAnnotationTableConfiguration
          UpdateBucketMetadataInventoryTableConfiguration
          UpdateBucketMetadataJournalTableConfiguration
          """);

  /** Actions on neither, in lower case. */
  static final Set<String> OF_OTHERS =
      lowered(
          """
          AssociateAccessGrantsIdentityCenter CreateAccessGrant CreateAccessGrantsInstance
          CreateAccessGrantsLocation CreateAccessPoint CreateAccessPointForObjectLambda CreateJob
          CreateMultiRegionAccessPoint CreateStorageLensGroup DeleteAccessGrant
          DeleteAccessGrantsInstance DeleteAccessGrantsInstanceResourcePolicy
          DeleteAccessGrantsLocation DeleteAccessPoint DeleteAccessPointForObjectLambda
          DeleteAccessPointPolicy DeleteAccessPointPolicyForObjectLambda DeleteJobTagging
          DeleteMultiRegionAccessPoint DeleteStorageLensConfiguration
          DeleteStorageLensConfigurationTagging DeleteStorageLensGroup DescribeJob
          DescribeMultiRegionAccessPointOperation DissociateAccessGrantsIdentityCenter
          GetAccessGrant GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix
          GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation GetAccessPoint
          GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda
          GetAccessPointPolicy GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus
          GetAccessPointPolicyStatusForObjectLambda GetAccountPublicAccessBlock GetDataAccess
          GetJobTagging GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
          GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes
          GetStorageLensConfiguration GetStorageLensConfigurationTagging GetStorageLensDashboard
          GetStorageLensGroup ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations
          ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets
          ListCallerAccessGrants ListJobs ListMultiRegionAccessPoints
          ListStorageLensConfigurations ListStorageLensGroups PauseReplication
          PutAccessGrantsInstanceResourcePolicy PutAccessPointConfigurationForObjectLambda
          PutAccessPointPolicy PutAccessPointPolicyForObjectLambda PutAccessPointPublicAccessBlock
          PutAccountPublicAccessBlock PutJobTagging PutMultiRegionAccessPointPolicy
          PutStorageLensConfiguration PutStorageLensConfigurationTagging
          SubmitMultiRegionAccessPointRoutes UpdateAccessGrantsLocation UpdateJobPriority
          UpdateJobStatus UpdateStorageLensGroup
          """);

  private PolicyActions() {}

  static Set<String> lowered(String names) {
    Set<String> lowered = new TreeSet<>();
    for (String name : names.strip().split("\\s+")) {
      lowered.add(PREFIX + name.toLowerCase(Locale.ROOT));
    }
    return lowered;
  }

  /** The actions of {@code among} that a policy's action pattern matches. */
  static Set<String> meant(String action, Set<String> among) {
    Set<String> meant = new TreeSet<>();
    Glob glob = new Glob(action.toLowerCase(Locale.ROOT));
    for (String each : among) {
      if (glob.matches(each)) {
        meant.add(each);
      }
    }
    return meant;
  }

  static boolean isAction(String action) {
    return !meant(action, OF_OBJECTS).isEmpty()
        || !meant(action, OF_BUCKETS).isEmpty()
        || !meant(action, OF_OTHERS).isEmpty();
  }
}
