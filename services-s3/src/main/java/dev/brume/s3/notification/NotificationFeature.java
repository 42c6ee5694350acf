package dev.brume.s3.notification;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** Notifications of other services about changes of objects. */
public final class NotificationFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    Destinations destinations = new Destinations(s3.surroundings().ports());
    s3.hooks().listeners().add(new Notifier(destinations, s3.timeline(), s3.ids()));

    NotificationOperations notifications =
        new NotificationOperations(destinations, s3.timeline(), s3.ids());
    s3.operations()
        .onBucket(
            S3Api.GET_BUCKET_NOTIFICATION_CONFIGURATION,
            notifications::getBucketNotificationConfiguration);
    s3.operations()
        .onBucket(
            S3Api.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
            notifications::putBucketNotificationConfiguration);
  }
}
