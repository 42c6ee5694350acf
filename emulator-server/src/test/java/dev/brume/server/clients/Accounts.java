package dev.brume.server.clients;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out accounts: twelve digits that, used as an access key, are the account of the caller. */
public final class Accounts {
  private static final AtomicLong NEXT = new AtomicLong(200_000_000_000L);

  private Accounts() {}

  /** An account that nobody else in this JVM uses. */
  public static String next() {
    return Long.toString(NEXT.getAndIncrement());
  }

  /** The header of a signed request; what the signature says is not checked. */
  public static String authorization(String account, String service) {
    return "AWS4-HMAC-SHA256 Credential="
        + account
        + "/20250101/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature="
        + "0".repeat(64);
  }
}
