/** S3 Control: access points, and the public access block of accounts. */
package dev.brume.s3.control;
