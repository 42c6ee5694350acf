package dev.brume.s3;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.s3.api.Owner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The canonical user ids of accounts: 64 hexadecimal digits, computed from the account's number.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html">Canonical
 *     user ID</a>
 */
public final class CanonicalUserIds {
  /** Represents the account of anonymous callers. */
  public static final String ANONYMOUS = "anonymous";

  /** Represents the account of S3's log delivery. */
  public static final String LOG_DELIVERY = "s3-log-service";

  /** AWS's id for anonymous callers. */
  private static final String ANONYMOUS_ID = "65a011a29cdf8ec533ec3d1ccaae921c";

  private static final String LOG_DELIVERY_ID =
      "3272ee65a908a7677109fedda345db8d9554ba26398b2ca10581de88777e2b61";

  private CanonicalUserIds() {}

  /** The canonical user id of an account. */
  public static String canonicalId(String account) {
    if (account.equals(ANONYMOUS)) {
      return ANONYMOUS_ID;
    }
    if (account.equals(LOG_DELIVERY)) {
      return LOG_DELIVERY_ID;
    }
    Digest digest = ChecksumAlgorithm.SHA256.start();
    digest.update(ByteBuffer.wrap(account.getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(digest.value());
  }

  /** An account as responses show it: display names are no longer returned. */
  public static Owner of(String account) {
    return Owner.builder().id(canonicalId(account)).build();
  }
}
