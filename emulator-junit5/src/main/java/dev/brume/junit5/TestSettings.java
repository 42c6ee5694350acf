package dev.brume.junit5;

import dev.brume.server.Brume;
import java.util.Arrays;
import java.util.List;

/**
 * The settings of {@link BrumeTest}, or its defaults if the extension is registered without it.
 *
 * @param settings as {@code NAME=value}
 */
record TestSettings(
    boolean virtualTime,
    boolean keepState,
    boolean ownAccounts,
    List<String> buckets,
    List<String> queues,
    List<String> topics,
    List<TableKeys> tables,
    List<String> settings) {

  /**
   * An initial table.
   *
   * @param sort null if there is none
   */
  record TableKeys(String name, KeyAttribute partition, KeyAttribute sort) {
    static TableKeys of(StartingTable table) {
      return new TableKeys(
          table.name(),
          KeyAttribute.of(table.partitionKey()),
          table.sortKey().isEmpty() ? null : KeyAttribute.of(table.sortKey()));
    }
  }

  /**
   * An attribute of a key.
   *
   * @param type S, N or B
   */
  record KeyAttribute(String name, String type) {
    private static final List<String> TYPES = List.of("S", "N", "B");

    static KeyAttribute of(String text) {
      int colon = text.lastIndexOf(':');
      String type = text.substring(colon + 1);
      return colon > 0 && TYPES.contains(type)
          ? new KeyAttribute(text.substring(0, colon), type)
          : new KeyAttribute(text, "S");
    }
  }

  static final TestSettings DEFAULT =
      new TestSettings(false, false, false, List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * @throws IllegalArgumentException if the annotation has an invalid value
   */
  static TestSettings of(BrumeTest test) {
    if (test.ownAccounts() && test.buckets().length > 0) {
      throw new IllegalArgumentException(
          "Names of buckets are unique in all accounts: with ownAccounts each test makes its own");
    }
    return new TestSettings(
        test.virtualTime(),
        test.keepState(),
        test.ownAccounts(),
        List.of(test.buckets()),
        List.of(test.queues()),
        List.of(test.topics()),
        Arrays.stream(test.tables()).map(TableKeys::of).toList(),
        List.of(test.settings()));
  }

  /** A builder for an emulator with these settings. */
  Brume.Builder builder() {
    Brume.Builder builder = Brume.builder();
    if (virtualTime) {
      builder.virtualTime();
    }
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("A setting is NAME=value, not '" + setting + "'");
      }
      builder.setting(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return builder;
  }
}
