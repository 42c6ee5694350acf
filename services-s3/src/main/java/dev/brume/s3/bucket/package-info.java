/** Operations on buckets themselves. */
package dev.brume.s3.bucket;
