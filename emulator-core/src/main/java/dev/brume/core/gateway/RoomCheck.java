package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Store;
import java.util.List;

/**
 * Refuses what would add to the state while the disk is full, so that deletions find its last
 * space. Everything else is tried, and fails if it can't be written.
 */
final class RoomCheck {
  /** How the names of operations that add something begin. */
  private static final List<String> ADDING =
      List.of(
          "Put",
          "Create",
          "Copy",
          "Upload",
          "Complete",
          "Send",
          "Publish",
          "BatchWrite",
          "TransactWrite",
          "Import",
          "Restore",
          "Update");

  private RoomCheck() {}

  /**
   * Checks an operation.
   *
   * @throws AwsError ServiceUnavailable
   */
  static void check(Store store, String operation) {
    if (store.lacksRoom() && ADDING.stream().anyMatch(operation::startsWith)) {
      throw noRoom();
    }
  }

  /**
   * Checks a request that adds something.
   *
   * @throws AwsError ServiceUnavailable
   */
  static void check(Store store) {
    if (store.lacksRoom()) {
      throw noRoom();
    }
  }

  private static AwsError noRoom() {
    return AwsError.server(
        "ServiceUnavailable",
        503,
        "There is no room on the disk of the state: until there is, deletions alone are done");
  }
}
