/** Access logs of buckets: their records, and their delivery to other buckets. */
package dev.brume.s3.logging;
