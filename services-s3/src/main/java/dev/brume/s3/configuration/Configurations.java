package dev.brume.s3.configuration;

import dev.brume.s3.api.AnalyticsConfiguration;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.IntelligentTieringConfiguration;
import dev.brume.s3.api.InventoryConfiguration;
import dev.brume.s3.api.LoggingEnabled;
import dev.brume.s3.api.MetricsConfiguration;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.ObjectLockConfiguration;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.api.WebsiteConfiguration;
import dev.brume.s3.engine.AccessControlList;
import dev.brume.s3.engine.ConfigurationKind;
import dev.brume.s3.engine.PublicAccessBlock;
import dev.brume.s3.lifecycle.LifecycleSettings;
import java.util.List;

/** The kinds of bucket configurations outside of {@link dev.brume.s3.engine.BucketRecord}. */
public final class Configurations {
  /** Attribute-based access control: the requested status. */
  public static final ConfigurationKind<String, String> ABAC =
      ConfigurationKind.plain("abac", String.class);

  /** Transfer acceleration: the requested status. */
  public static final ConfigurationKind<String, String> ACCELERATE =
      ConfigurationKind.plain("accelerate", String.class);

  /** The bucket's access control list; absent while it is private. */
  public static final ConfigurationKind<AccessControlList, AccessControlList> ACL =
      ConfigurationKind.plain("acl", AccessControlList.class);

  /** Storage class analyses; by id. */
  public static final ConfigurationKind<AnalyticsConfiguration, String> ANALYTICS =
      ConfigurationDocument.kind(
          "analytics", AnalyticsConfiguration.class, AnalyticsConfiguration.SCHEMA);

  /** The rules for cross-origin pages. */
  public static final ConfigurationKind<CORSConfiguration, String> CORS =
      ConfigurationDocument.kind("cors", CORSConfiguration.class, CORSConfiguration.SCHEMA);

  /** The default encryption of objects. */
  public static final ConfigurationKind<ServerSideEncryptionRule, String> ENCRYPTION =
      ConfigurationDocument.kind(
          "encryption", ServerSideEncryptionRule.class, ServerSideEncryptionRule.SCHEMA);

  /** Intelligent-Tiering configurations; by id. */
  public static final ConfigurationKind<IntelligentTieringConfiguration, String>
      INTELLIGENT_TIERING =
          ConfigurationDocument.kind(
              "intelligent-tiering",
              IntelligentTieringConfiguration.class,
              IntelligentTieringConfiguration.SCHEMA);

  /** Inventory configurations; by id. */
  public static final ConfigurationKind<InventoryConfiguration, String> INVENTORY =
      ConfigurationDocument.kind(
          "inventory", InventoryConfiguration.class, InventoryConfiguration.SCHEMA);

  /** The lifecycle rules. */
  public static final ConfigurationKind<LifecycleSettings, LifecycleSettings.StoredRules>
      LIFECYCLE =
          new ConfigurationKind<>(
              "lifecycle",
              LifecycleSettings.class,
              LifecycleSettings.StoredRules.class,
              LifecycleSettings::stored,
              LifecycleSettings.StoredRules::settings);

  /** The access log configuration. */
  public static final ConfigurationKind<LoggingEnabled, String> LOGGING =
      ConfigurationDocument.kind("logging", LoggingEnabled.class, LoggingEnabled.SCHEMA);

  /** Request metrics configurations; by id. */
  public static final ConfigurationKind<MetricsConfiguration, String> METRICS =
      ConfigurationDocument.kind(
          "metrics", MetricsConfiguration.class, MetricsConfiguration.SCHEMA);

  /** The notification configuration. */
  public static final ConfigurationKind<NotificationConfiguration, String> NOTIFICATION =
      ConfigurationDocument.kind(
          "notification", NotificationConfiguration.class, NotificationConfiguration.SCHEMA);

  /** The default retention of object lock. */
  public static final ConfigurationKind<ObjectLockConfiguration, String> OBJECT_LOCK =
      ConfigurationDocument.kind(
          "object-lock", ObjectLockConfiguration.class, ObjectLockConfiguration.SCHEMA);

  /** The bucket's policy: JSON without insignificant white space. */
  public static final ConfigurationKind<String, String> POLICY =
      ConfigurationKind.plain("policy", String.class);

  /** The public access block. */
  public static final ConfigurationKind<PublicAccessBlock, PublicAccessBlock> PUBLIC_ACCESS_BLOCK =
      ConfigurationKind.plain("public-access-block", PublicAccessBlock.class);

  /** The replication configuration. */
  public static final ConfigurationKind<ReplicationConfiguration, String> REPLICATION =
      ConfigurationDocument.kind(
          "replication", ReplicationConfiguration.class, ReplicationConfiguration.SCHEMA);

  /** The payer of requests, as requested. */
  public static final ConfigurationKind<String, String> REQUEST_PAYMENT =
      ConfigurationKind.plain("request-payment", String.class);

  /** The bucket's tags. */
  public static final ConfigurationKind<Tagging, String> TAGGING =
      ConfigurationDocument.kind("tagging", Tagging.class, Tagging.SCHEMA);

  /** The static website configuration. */
  public static final ConfigurationKind<WebsiteConfiguration, String> WEBSITE =
      ConfigurationDocument.kind(
          "website", WebsiteConfiguration.class, WebsiteConfiguration.SCHEMA);

  /** All kinds: they are deleted with their bucket. */
  public static final List<ConfigurationKind<?, ?>> ALL =
      List.of(
          ABAC,
          ACCELERATE,
          ACL,
          ANALYTICS,
          CORS,
          ENCRYPTION,
          INTELLIGENT_TIERING,
          INVENTORY,
          LIFECYCLE,
          LOGGING,
          METRICS,
          NOTIFICATION,
          OBJECT_LOCK,
          POLICY,
          PUBLIC_ACCESS_BLOCK,
          REPLICATION,
          REQUEST_PAYMENT,
          TAGGING,
          WEBSITE);

  private Configurations() {}
}
