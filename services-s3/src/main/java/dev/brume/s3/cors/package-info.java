/** What buckets let pages of other origins do. */
package dev.brume.s3.cors;
