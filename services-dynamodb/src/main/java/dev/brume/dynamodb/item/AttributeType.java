package dev.brume.dynamodb.item;

/**
 * The ten types of attribute values, by their descriptors in requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Supported
 *     data types</a>
 */
public enum AttributeType {
  /** A string. */
  S("STRING"),
  /** A number. */
  N("NUMBER"),
  /** A binary. */
  B("BINARY"),
  /** A set of strings. */
  SS("STRING_SET"),
  /** A set of numbers. */
  NS("NUMBER_SET"),
  /** A set of binaries. */
  BS("BINARY_SET"),
  /** A map. */
  M("MAP"),
  /** A list. */
  L("LIST"),
  /** Null. */
  NULL("NULL"),
  /** A boolean. */
  BOOL("BOOLEAN");

  private static final AttributeType[] ALL = values();

  private final String longName;

  AttributeType(String longName) {
    this.longName = longName;
  }

  /** The name in error texts with long type names. */
  public String longName() {
    return longName;
  }

  /** Whether values may be keys and have an order. */
  public boolean isOrdered() {
    return ordinal() <= B.ordinal();
  }

  /** Whether values are sets. */
  public boolean isSet() {
    return this == SS || this == NS || this == BS;
  }

  /** The type of a set's elements. */
  public AttributeType element() {
    return switch (this) {
      case SS -> S;
      case NS -> N;
      case BS -> B;
      case S, N, B, M, L, NULL, BOOL -> throw new IllegalStateException(this + " is no set");
    };
  }

  /** The type with that descriptor, or null. */
  public static AttributeType of(String descriptor) {
    for (AttributeType type : ALL) {
      if (type.name().equals(descriptor)) {
        return type;
      }
    }
    return null;
  }

  static AttributeType ofOrdinal(int ordinal) {
    return ALL[ordinal];
  }
}
