package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.error.AwsError;
import java.util.Arrays;
import java.util.List;

/** What targets have in common. */
final class Refusals {
  private Refusals() {}

  /** Fails where {@code refused} is not what a client can be told. */
  static void check(AwsError refused) {
    if (!refused.isClientFault() || refused.status() < 400 || refused.status() > 499) {
      throw new AssertionError("Not the client's fault: " + refused.code(), refused);
    }
  }

  /** Fails where {@code holds} is false. */
  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  static List<byte[]> seeds(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }
}
