/** S3 Control: access points, and what accounts refuse the public. */
package dev.brume.s3.control;
