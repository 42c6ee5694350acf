/** The contents of a bucket: three operations over one iteration. */
package dev.brume.s3.list;
