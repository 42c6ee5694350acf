package dev.brume.s3.engine;

/**
 * How an object is encrypted at rest, as far as anybody can see.
 *
 * @param algorithm one of {@link dev.brume.s3.api.ServerSideEncryption}; null with a customer's key
 * @param kmsKeyId the KMS key's ARN, or null
 * @param kmsContext the KMS encryption context as it came, or null
 * @param bucketKey whether an S3 Bucket Key is used
 * @param customerAlgorithm the algorithm of a customer's key, or null
 * @param customerKeyMd5 tells the customer's key from others, or null
 */
public record ObjectEncryption(
    String algorithm,
    String kmsKeyId,
    String kmsContext,
    boolean bucketKey,
    String customerAlgorithm,
    String customerKeyMd5) {}
