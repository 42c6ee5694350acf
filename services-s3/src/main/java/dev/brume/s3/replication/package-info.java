/** Replication: copies of new objects, and of what changes of them, in other buckets. */
package dev.brume.s3.replication;
