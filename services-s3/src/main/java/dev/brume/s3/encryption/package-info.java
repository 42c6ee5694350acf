/**
 * Encryption at rest, as shown in responses: with S3's keys, with KMS keys, with customer-provided
 * keys.
 */
package dev.brume.s3.encryption;
