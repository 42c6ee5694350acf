/** The CORS rules of buckets. */
package dev.brume.s3.cors;
