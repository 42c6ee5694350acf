/**
 * SelectObjectContent: a query over one object, answered with an event stream while the object is
 * read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
package dev.brume.s3.select;
