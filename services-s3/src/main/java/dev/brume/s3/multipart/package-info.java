/** Multipart uploads: started, uploaded part by part, listed, completed or aborted. */
package dev.brume.s3.multipart;
