package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.ItemValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A request's names and values for the placeholders of its expressions. */
final class Bindings {
  private final Map<String, String> names;
  private final Map<String, ItemValue> values;
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> usedValues = new HashSet<>();

  Bindings(Map<String, String> names, Map<String, ItemValue> values) {
    this.names = names;
    this.values = values;
  }

  /** The name of {@code placeholder}. */
  String name(String placeholder) {
    String name = names.get(placeholder);
    if (name == null) {
      throw new ExpressionFault(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + placeholder);
    }
    usedNames.add(placeholder);
    return name;
  }

  /** The value of {@code placeholder}. */
  ItemValue value(String placeholder) {
    ItemValue value = values.get(placeholder);
    if (value == null) {
      throw new ExpressionFault(
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    usedValues.add(placeholder);
    return value;
  }

  Set<String> unusedNames() {
    return unused(names.keySet(), usedNames);
  }

  Set<String> unusedValues() {
    return unused(values.keySet(), usedValues);
  }

  private static Set<String> unused(Set<String> given, Set<String> used) {
    if (used.size() == given.size()) {
      return Set.of();
    }
    Set<String> unused = new LinkedHashSet<>(given);
    unused.removeAll(used);
    return unused;
  }
}
