/**
 * The SQL of S3 Select: tokens are parsed to a tree, and the tree is compiled for evaluation over
 * records. Independent of objects, formats and events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference.html">SQL
 *     reference for Amazon S3 Select</a>
 */
package dev.brume.s3.select.sql;
