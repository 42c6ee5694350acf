/** Buckets as web sites. */
package dev.brume.s3.website;
