/** Object lock: versions that can't be deleted before their time. */
package dev.brume.s3.lock;
