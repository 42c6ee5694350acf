/** Buckets as static websites. */
package dev.brume.s3.website;
