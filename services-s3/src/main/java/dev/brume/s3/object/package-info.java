/** Operations on objects: uploads, and their descriptions. */
package dev.brume.s3.object;
