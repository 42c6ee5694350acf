package dev.brume.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/** Requests as the AWS SDKs send them to S3: heads and bodies. */
final class S3Requests {
  static final byte[] NOTHING = new byte[0];

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String UNSIGNED_WITH_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final int CHUNK_BYTES = 128 * 1024;
  private static final String CRLF = "\r\n";

  private final String host;

  S3Requests(int port) {
    this.host = "127.0.0.1:" + port;
  }

  /** A head; names and values of further fields in turn. */
  byte[] head(String method, String target, String payload, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("host", host);
    fields.put("x-amz-content-sha256", payload);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return Signing.head("s3", method, target, fields, payload);
  }

  byte[] createBucket(String bucket) {
    return head("PUT", "/" + bucket, Signing.sha256(NOTHING), "content-length", "0");
  }

  byte[] get(String target) {
    return head("GET", target, Signing.sha256(NOTHING), "x-amz-checksum-mode", "ENABLED");
  }

  byte[] getRange(String target, long from, long length) {
    String range = "bytes=" + from + '-' + (from + length - 1);
    return head("GET", target, Signing.sha256(NOTHING), "range", range);
  }

  /** A put without a checksum, as SDKs send it that are told to compute those that are required. */
  byte[] put(String target, long length) {
    return head(
        "PUT",
        target,
        UNSIGNED,
        "content-length",
        Long.toString(length),
        "content-type",
        "application/octet-stream");
  }

  /** A put as SDKs send it unless they are told otherwise; for {@link #inChunks}. */
  byte[] putInChunks(String target, int length, int lengthInChunks) {
    return head(
        "PUT",
        target,
        UNSIGNED_WITH_TRAILER,
        "content-encoding",
        "aws-chunked",
        "content-length",
        Integer.toString(lengthInChunks),
        "content-type",
        "application/octet-stream",
        "x-amz-decoded-content-length",
        Integer.toString(length),
        "x-amz-sdk-checksum-algorithm",
        "CRC32",
        "x-amz-trailer",
        "x-amz-checksum-crc32");
  }

  /** The form aws-chunked, unsigned, with a checksum at the end. */
  static byte[] inChunks(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1024);
    for (int at = 0; at < body.length; at += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, body.length - at);
      out.writeBytes(ascii(Integer.toHexString(length) + CRLF));
      out.write(body, at, length);
      out.writeBytes(ascii(CRLF));
    }
    CRC32 crc = new CRC32();
    crc.update(body);
    byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    String encoded = Base64.getEncoder().encodeToString(value);
    out.writeBytes(ascii("0" + CRLF + "x-amz-checksum-crc32:" + encoded + CRLF + CRLF));
    return out.toByteArray();
  }

  byte[] createUpload(String path) {
    return head("POST", path + "?uploads", Signing.sha256(NOTHING), "content-length", "0");
  }

  byte[] part(String path, String upload, int number, int length) {
    return put(path + "?partNumber=" + number + "&uploadId=" + upload, length);
  }

  byte[] complete(String path, String upload, byte[] parts) {
    return head(
        "POST",
        path + "?uploadId=" + upload,
        Signing.sha256(parts),
        "content-length",
        Integer.toString(parts.length),
        "content-type",
        "application/xml");
  }

  /** The list of parts from their ETags. */
  static byte[] parts(Iterable<String> etags) {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    int number = 1;
    for (String etag : etags) {
      xml.append("<Part><ETag>").append(etag).append("</ETag><PartNumber>").append(number++);
      xml.append("</PartNumber></Part>");
    }
    return ascii(xml.append("</CompleteMultipartUpload>").toString());
  }

  /** The text of the first element of that name. */
  static String element(String xml, String name) {
    int start = xml.indexOf('<' + name + '>') + name.length() + 2;
    return xml.substring(start, xml.indexOf("</" + name + '>', start));
  }

  /** Bytes that can't be compressed, the same each time. */
  static byte[] content(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
