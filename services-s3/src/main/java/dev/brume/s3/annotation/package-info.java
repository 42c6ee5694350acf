/** Annotations of object versions. */
package dev.brume.s3.annotation;
