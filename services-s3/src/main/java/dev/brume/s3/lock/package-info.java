/** Object lock: versions that nobody deletes before their time. */
package dev.brume.s3.lock;
