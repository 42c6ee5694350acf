/** What is in a bucket: three operations over one walk. */
package dev.brume.s3.list;
