/** Replication: copies of new objects, and of their changes, in other buckets. */
package dev.brume.s3.replication;
