/** Encryption at rest, as answers tell of it: by S3's keys, by keys in KMS, by customers' keys. */
package dev.brume.s3.encryption;
