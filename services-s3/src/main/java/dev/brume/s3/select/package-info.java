/**
 * SelectObjectContent: a query over one object, answered as a stream of events while the object is
 * being read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
package dev.brume.s3.select;
