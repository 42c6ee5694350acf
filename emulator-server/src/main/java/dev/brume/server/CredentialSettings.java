package dev.brume.server;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether signatures are verified, and against which keys: {@code BRUME_AUTH=verify} and {@code
 * BRUME_CREDENTIALS=key:secret[:account],…}, or {@code S3_SKIP_SIGNATURE_VALIDATION=0} for
 * presigned URLs of S3 only. Its messages contain no secrets.
 */
final class CredentialSettings {
  private static final String AUTH = "BRUME_AUTH";
  private static final String SKIP_PRESIGNED = "S3_SKIP_SIGNATURE_VALIDATION";
  private static final String CREDENTIALS = "BRUME_CREDENTIALS";

  private CredentialSettings() {}

  /**
   * The credentials that signatures are verified against; null if any are accepted.
   *
   * @throws UsageException if the variables are invalid
   */
  static Credentials read(Environment environment, List<String> warnings) {
    String mode = environment.text(AUTH);
    List<String> entries = environment.list(CREDENTIALS);
    if (mode == null || mode.toLowerCase(Locale.ROOT).equals("permissive")) {
      if (environment.isOff(SKIP_PRESIGNED)) {
        return new PresignedCredentials(credentials(entries));
      }
      if (!entries.isEmpty()) {
        credentials(entries); // only to check them
        warnings.add(CREDENTIALS + " has no effect without " + AUTH + "=verify");
      }
      return null;
    }
    if (!mode.toLowerCase(Locale.ROOT).equals("verify")) {
      throw new UsageException(AUTH + " is one of permissive, verify; not " + mode);
    }
    if (entries.isEmpty()) {
      throw new UsageException(AUTH + "=verify needs " + CREDENTIALS + "=key:secret[:account],…");
    }
    return credentials(entries);
  }

  private static Credentials credentials(List<String> entries) {
    List<Credential> credentials = new ArrayList<>();
    for (String entry : entries) {
      credentials.add(credential(entry, credentials.size() + 1));
    }
    try {
      return Credentials.of(credentials);
    } catch (IllegalArgumentException e) {
      throw new UsageException(CREDENTIALS + ": " + e.getMessage());
    }
  }

  private static Credential credential(String entry, int number) {
    String[] parts = entry.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new UsageException(
          CREDENTIALS + ": entry " + number + " is not of the form key:secret[:account]");
    }
    try {
      String account = parts.length == 3 ? parts[2] : Accounts.of(parts[0]);
      return Credential.of(parts[0], parts[1], account);
    } catch (IllegalArgumentException e) {
      throw new UsageException(CREDENTIALS + ": entry " + number + ": " + e.getMessage());
    }
  }
}
