/**
 * Amazon S3: how requests find their bucket, who may do what, and what is refused. The operations
 * stand in the packages below, one for each subject.
 */
package dev.brume.s3;
