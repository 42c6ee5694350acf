/** Archived objects: access to them, and their restores. */
package dev.brume.s3.archive;
