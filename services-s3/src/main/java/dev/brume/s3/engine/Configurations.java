package dev.brume.s3.engine;

import dev.brume.core.state.TableSpec;
import dev.brume.s3.api.AbacStatus;
import dev.brume.s3.api.AccelerateConfiguration;
import dev.brume.s3.api.AccessControlPolicy;
import dev.brume.s3.api.AnalyticsConfiguration;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.IntelligentTieringConfiguration;
import dev.brume.s3.api.InventoryConfiguration;
import dev.brume.s3.api.LoggingEnabled;
import dev.brume.s3.api.MetricsConfiguration;
import dev.brume.s3.api.NotificationConfiguration;
import dev.brume.s3.api.ObjectLockConfiguration;
import dev.brume.s3.api.PublicAccessBlockConfiguration;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.RequestPaymentConfiguration;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.api.WebsiteConfiguration;
import java.util.List;

/**
 * What can be configured of a bucket beyond its {@link BucketRecord}: a table a kind. The value of
 * a kind that a bucket has once stands under {@link #ONLY}, those of the others under their ids.
 */
public final class Configurations {
  /** The key of a configuration that a bucket has once. */
  public static final String ONLY = "";

  /** What pages of other origins may do. */
  public static final TableSpec<String, CORSConfiguration> CORS =
      of("cors", CORSConfiguration.class);

  /** How objects are encrypted by default. */
  public static final TableSpec<String, ServerSideEncryptionRule> ENCRYPTION =
      of("encryption", ServerSideEncryptionRule.class);

  /** When objects of Intelligent-Tiering are archived; by id. */
  public static final TableSpec<String, IntelligentTieringConfiguration> INTELLIGENT_TIERING =
      of("intelligent-tiering", IntelligentTieringConfiguration.class);

  /** Whether attribute-based access control is on. */
  public static final TableSpec<String, AbacStatus> ABAC = of("abac", AbacStatus.class);

  /** The lifecycle rules. */
  public static final TableSpec<String, LifecycleSettings> LIFECYCLE =
      of("lifecycle", LifecycleSettings.class);

  /** The bucket's access control list, without its owner; there is none while it is private. */
  public static final TableSpec<String, AccessControlPolicy> ACL =
      of("acl", AccessControlPolicy.class);

  /** Who is told of what happens to objects. */
  public static final TableSpec<String, NotificationConfiguration> NOTIFICATION =
      of("notification", NotificationConfiguration.class);

  /** The bucket's policy: JSON without white space between its parts. */
  public static final TableSpec<String, String> POLICY = of("policy", String.class);

  /** What the bucket refuses the public. */
  public static final TableSpec<String, PublicAccessBlockConfiguration> PUBLIC_ACCESS_BLOCK =
      of("publicAccessBlock", PublicAccessBlockConfiguration.class);

  /** What object lock does by default. */
  public static final TableSpec<String, ObjectLockConfiguration> OBJECT_LOCK =
      of("object-lock", ObjectLockConfiguration.class);

  /** Whether transfers are accelerated. */
  public static final TableSpec<String, AccelerateConfiguration> ACCELERATE =
      of("accelerate", AccelerateConfiguration.class);

  /** Of which objects the storage class is analysed; by id. */
  public static final TableSpec<String, AnalyticsConfiguration> ANALYTICS =
      of("analytics", AnalyticsConfiguration.class);

  /** Which inventories are made; by id. */
  public static final TableSpec<String, InventoryConfiguration> INVENTORY =
      of("inventory", InventoryConfiguration.class);

  /** Where requests are logged. */
  public static final TableSpec<String, LoggingEnabled> LOGGING =
      of("logging", LoggingEnabled.class);

  /** Of which objects requests are counted; by id. */
  public static final TableSpec<String, MetricsConfiguration> METRICS =
      of("metrics", MetricsConfiguration.class);

  /** Which objects are replicated, and where to. */
  public static final TableSpec<String, ReplicationConfiguration> REPLICATION =
      of("replication", ReplicationConfiguration.class);

  /** Who pays for requests. */
  public static final TableSpec<String, RequestPaymentConfiguration> REQUEST_PAYMENT =
      of("request-payment", RequestPaymentConfiguration.class);

  /** The bucket's tags. */
  public static final TableSpec<String, Tagging> TAGGING = of("tagging", Tagging.class);

  /** How the bucket is a web site. */
  public static final TableSpec<String, WebsiteConfiguration> WEBSITE =
      of("website", WebsiteConfiguration.class);

  /** Every kind: they go with their bucket. */
  static final List<TableSpec<String, ?>> ALL =
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

  private static <V> TableSpec<String, V> of(String name, Class<V> type) {
    return new TableSpec<>(S3Tables.SERVICE, name, String.class, type);
  }
}
