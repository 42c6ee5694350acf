/** Operations on buckets as such. */
package dev.brume.s3.bucket;
