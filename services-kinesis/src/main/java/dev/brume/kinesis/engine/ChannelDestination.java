package dev.brume.kinesis.engine;

/**
 * The bucket that a channel delivers to, and the one for records that can't be delivered.
 *
 * @param bucket its name
 * @param bucketOwner the account that has to own it
 * @param keyTemplate see {@link ChannelKeyTemplate}; null for AWS's default
 * @param storageClass of the objects; null for S3's default
 * @param compression NONE, GZIP or ZSTD
 * @param deadBucket the bucket for records that can't be delivered
 * @param deadBucketOwner the account that has to own it
 * @param errorPrefix what the keys in it begin with
 */
public record ChannelDestination(
    String bucket,
    String bucketOwner,
    String keyTemplate,
    String storageClass,
    String compression,
    String deadBucket,
    String deadBucketOwner,
    String errorPrefix) {}
