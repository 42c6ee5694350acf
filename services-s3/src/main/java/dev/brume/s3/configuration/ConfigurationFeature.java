package dev.brume.s3.configuration;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** The settings of buckets for acceleration, payment, analyses, inventories, metrics and tiers. */
public final class ConfigurationFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    RequesterPays payment = new RequesterPays();
    s3.hooks().answers().add(payment);
    s3.hooks().creations().add(payment);
    GuardedBinder b = s3.operations();

    AccelerateOperations acceleration = new AccelerateOperations();
    b.onBucket(
        S3Api.GET_BUCKET_ACCELERATE_CONFIGURATION, acceleration::getBucketAccelerateConfiguration);
    b.onBucket(
        S3Api.PUT_BUCKET_ACCELERATE_CONFIGURATION, acceleration::putBucketAccelerateConfiguration);

    RequestPaymentOperations payers = new RequestPaymentOperations();
    b.onBucket(S3Api.GET_BUCKET_REQUEST_PAYMENT, payers::getBucketRequestPayment);
    b.onBucket(S3Api.PUT_BUCKET_REQUEST_PAYMENT, payers::putBucketRequestPayment);

    bindAnalytics(b, new AnalyticsOperations());
    bindTiering(b, new IntelligentTieringOperations());
    bindInventory(b, new InventoryOperations());
    bindMetrics(b, new MetricsOperations());
  }

  private static void bindAnalytics(GuardedBinder b, AnalyticsOperations analytics) {
    b.onBucket(
        S3Api.DELETE_BUCKET_ANALYTICS_CONFIGURATION, analytics::deleteBucketAnalyticsConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_ANALYTICS_CONFIGURATION, analytics::getBucketAnalyticsConfiguration);
    b.onBucket(
        S3Api.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, analytics::listBucketAnalyticsConfigurations);
    b.onBucket(
        S3Api.PUT_BUCKET_ANALYTICS_CONFIGURATION, analytics::putBucketAnalyticsConfiguration);
  }

  private static void bindTiering(GuardedBinder b, IntelligentTieringOperations tiering) {
    b.onBucket(
        S3Api.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::deleteBucketIntelligentTieringConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::getBucketIntelligentTieringConfiguration);
    b.onBucket(
        S3Api.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
        tiering::listBucketIntelligentTieringConfigurations);
    b.onBucket(
        S3Api.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::putBucketIntelligentTieringConfiguration);
  }

  private static void bindInventory(GuardedBinder b, InventoryOperations inventories) {
    b.onBucket(
        S3Api.DELETE_BUCKET_INVENTORY_CONFIGURATION,
        inventories::deleteBucketInventoryConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_INVENTORY_CONFIGURATION, inventories::getBucketInventoryConfiguration);
    b.onBucket(
        S3Api.LIST_BUCKET_INVENTORY_CONFIGURATIONS, inventories::listBucketInventoryConfigurations);
    b.onBucket(
        S3Api.PUT_BUCKET_INVENTORY_CONFIGURATION, inventories::putBucketInventoryConfiguration);
  }

  private static void bindMetrics(GuardedBinder b, MetricsOperations metrics) {
    b.onBucket(
        S3Api.DELETE_BUCKET_METRICS_CONFIGURATION, metrics::deleteBucketMetricsConfiguration);
    b.onBucket(S3Api.GET_BUCKET_METRICS_CONFIGURATION, metrics::getBucketMetricsConfiguration);
    b.onBucket(S3Api.LIST_BUCKET_METRICS_CONFIGURATIONS, metrics::listBucketMetricsConfigurations);
    b.onBucket(S3Api.PUT_BUCKET_METRICS_CONFIGURATION, metrics::putBucketMetricsConfiguration);
  }
}
