package dev.brume.s3.engine;

import java.util.Map;

/**
 * The metadata of an object from its uploader; all except {@code user} may be null.
 *
 * @param contentType the Content-Type
 * @param cacheControl the Cache-Control
 * @param contentDisposition the Content-Disposition
 * @param contentEncoding the Content-Encoding, without {@code aws-chunked}
 * @param contentLanguage the Content-Language
 * @param expires the Expires header as sent
 * @param redirectLocation the website redirect location
 * @param user the metadata of {@code x-amz-meta-*}, names in lower case
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public record ObjectMetadata(
    String contentType,
    String cacheControl,
    String contentDisposition,
    String contentEncoding,
    String contentLanguage,
    String expires,
    String redirectLocation,
    Map<String, String> user) {}
