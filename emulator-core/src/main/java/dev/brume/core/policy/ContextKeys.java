package dev.brume.core.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The condition keys of a request with their values; names are not case-sensitive. Values are
 * strings: numbers in decimal, dates in ISO 8601 or as epoch seconds, addresses and ARNs as usual.
 * Expensive values are only computed when a policy refers to them, and then once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
public final class ContextKeys {
  /** No keys. */
  public static final ContextKeys NONE = builder().build();

  private final Map<String, List<String>> known = new HashMap<>();
  private final Map<String, Supplier<List<String>>> suppliers;
  private final Map<String, Function<String, List<String>>> families;
  private final Function<String, List<String>> others;

  private ContextKeys(Builder builder) {
    known.putAll(builder.values);
    suppliers = Map.copyOf(builder.suppliers);
    families = Map.copyOf(builder.families);
    others = builder.others;
  }

  /** Starts without keys. */
  public static Builder builder() {
    return new Builder();
  }

  static String normalized(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /** The values of a key in lower case; empty if it is absent. */
  List<String> values(String key) {
    List<String> values = known.get(key);
    if (values != null) {
      return values;
    }
    Supplier<List<String>> supplier = suppliers.get(key);
    if (supplier != null) {
      values = List.copyOf(supplier.get());
      known.put(key, values);
      return values;
    }
    int slash = families.isEmpty() ? -1 : key.indexOf('/');
    Function<String, List<String>> family =
        slash < 0 ? null : families.get(key.substring(0, slash + 1));
    return family == null ? others.apply(key) : family.apply(key.substring(slash + 1));
  }

  /** Collects keys. */
  public static final class Builder {
    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, Supplier<List<String>>> suppliers = new HashMap<>();
    private final Map<String, Function<String, List<String>>> families = new HashMap<>();
    private Function<String, List<String>> others = key -> List.of();

    private Builder() {}

    /** A key with one value; absent if that is null. */
    public Builder put(String key, String value) {
      if (value != null) {
        values.put(normalized(key), List.of(value));
      }
      return this;
    }

    /** A key with any number of values. */
    public Builder put(String key, List<String> several) {
      values.put(normalized(key), List.copyOf(several));
      return this;
    }

    /** A key whose values are computed on demand; an empty list if it has none. */
    public Builder supply(String key, Supplier<List<String>> supplier) {
      suppliers.put(normalized(key), supplier);
      return this;
    }

    /**
     * Tags, each as a key of its own.
     *
     * @param prefix up to and including the slash: {@code aws:ResourceTag/}
     */
    public Builder tags(String prefix, Map<String, String> tags) {
      tags.forEach((name, value) -> put(prefix + name, value == null ? "" : value));
      return this;
    }

    /**
     * All keys with a common prefix, such as those of tags.
     *
     * @param prefix up to and including the slash: {@code aws:PrincipalTag/}
     * @param lookup the values by the part after the slash, in lower case
     */
    public Builder family(String prefix, Function<String, List<String>> lookup) {
      families.put(normalized(prefix), lookup);
      return this;
    }

    /**
     * All other keys, for services with many of them: only keys that a policy refers to are
     * computed.
     *
     * @param lookup the values of a key in lower case; an empty list if it has none
     */
    public Builder otherwise(Function<String, List<String>> lookup) {
      others = lookup;
      return this;
    }

    /** The keys. */
    public ContextKeys build() {
      return new ContextKeys(this);
    }
  }
}
