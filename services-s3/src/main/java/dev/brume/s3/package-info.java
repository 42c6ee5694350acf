/**
 * Amazon S3: finding the bucket of a request, authorization, and errors. The operations are in the
 * packages below, one per subject.
 */
package dev.brume.s3;
