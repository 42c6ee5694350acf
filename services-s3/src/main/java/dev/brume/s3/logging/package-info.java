/** Access logs of buckets: what is logged, and how the logs get into other buckets. */
package dev.brume.s3.logging;
