/** Archived objects: who may read them, and how they are restored. */
package dev.brume.s3.archive;
