package dev.brume.s3.logging;

/**
 * The fields of a record of an access log, in their order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html#log-record-fields">Log
 *     record fields</a>
 */
enum LogField {
  BUCKET_OWNER,
  BUCKET,
  TIME,
  REMOTE_IP,
  REQUESTER,
  REQUEST_ID,
  OPERATION,
  KEY,
  REQUEST_URI,
  HTTP_STATUS,
  ERROR_CODE,
  BYTES_SENT,
  OBJECT_SIZE,
  TOTAL_TIME,
  TURN_AROUND_TIME,
  REFERER,
  USER_AGENT,
  VERSION_ID,
  HOST_ID,
  SIGNATURE_VERSION,
  CIPHER_SUITE,
  AUTHENTICATION_TYPE,
  HOST_HEADER,
  TLS_VERSION,
  ACCESS_POINT_ARN,
  ACL_REQUIRED,
  SOURCE_REGION
}
