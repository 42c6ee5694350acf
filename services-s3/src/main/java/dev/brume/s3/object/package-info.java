/** Operations on objects: what uploads make, and what is told of them. */
package dev.brume.s3.object;
