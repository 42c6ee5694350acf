package dev.brume.fuzz;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.PayloadIntegrity;
import java.util.List;

/** The fields that say what a body is and how to check it, and the body: taken or refused. */
final class PayloadTarget implements Target {
  @Override
  public List<byte[]> seeds() {
    return Refusals.seeds(
        "PUT /b/k\nContent-MD5: XUFAKrxLKna5cZ2REBfFkg==\n"
            + "x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n\nhello",
        "PUT /b/k\nx-amz-checksum-crc32c: mnG7TA==\nx-amz-sdk-checksum-algorithm: CRC32C\n\nhello",
        "PUT /b/k\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\n"
            + "x-amz-decoded-content-length: 5\nx-amz-trailer: x-amz-checksum-crc32\n"
            + "Content-Encoding: aws-chunked\n\n5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
        "PUT /b/k\nx-amz-checksum-crc64nvme: AAAAAAAAAAA=\nx-amz-content-sha256: UNSIGNED-PAYLOAD\n\n",
        "PUT /b/k\nContent-Encoding: gzip,aws-chunked\nx-amz-decoded-content-length: 0\n\n0\r\n\r\n");
  }

  @Override
  public void take(byte[] input) {
    for (boolean checksummed : new boolean[] {true, false}) {
      try {
        PayloadIntegrity.COMMON.verified(RequestText.parse(input), checksummed);
      } catch (AwsError refused) {
        Refusals.check(refused);
      }
    }
  }
}
