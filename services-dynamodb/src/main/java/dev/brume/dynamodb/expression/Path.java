package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The path of a value in an item: a name, then names in maps and indexes in lists.
 *
 * @param steps at least one; the first is a name
 */
public record Path(List<Step> steps) implements Operand {
  /**
   * A step of a path.
   *
   * @param name the name, or its placeholder; null for a list index
   * @param utf8 the name's bytes; null for a list index
   * @param index the list index, from 0
   */
  public record Step(String name, byte[] utf8, int index) {
    /** A step into a map. */
    public static Step named(String name) {
      return new Step(name, name.getBytes(StandardCharsets.UTF_8), 0);
    }

    static Step placeholder(String placeholder) {
      return new Step(placeholder, null, 0);
    }

    /** A step into a list. */
    public static Step at(int index) {
      return new Step(null, null, index);
    }

    /** Whether the step is a list index. */
    public boolean isIndex() {
      return name == null;
    }

    boolean isPlaceholder() {
      return name != null && utf8 == null;
    }

    boolean isSameAs(Step other) {
      return index == other.index
          && Arrays.equals(utf8, other.utf8)
          && isIndex() == other.isIndex();
    }
  }

  /** The path of a top-level attribute. */
  public static Path of(String name) {
    return new Path(List.of(Step.named(name)));
  }

  /** The path's top-level attribute. */
  public String root() {
    return steps.getFirst().name();
  }

  /** Whether the path leads into a list or map. */
  public boolean isNested() {
    return steps.size() > 1;
  }

  /** The value at this path of {@code item}, or null. */
  public ItemValue in(ItemValue item) {
    ItemValue value = item;
    for (int i = 0; i < steps.size() && value != null; i++) {
      Step step = steps.get(i);
      if (step.isIndex()) {
        value = value.type() == AttributeType.L ? value.at(step.index()) : null;
      } else {
        value = value.type() == AttributeType.M ? value.get(step.utf8()) : null;
      }
    }
    return value;
  }

  Path bound(Bindings bindings) {
    boolean any = false;
    for (Step step : steps) {
      any |= step.isPlaceholder();
    }
    if (!any) {
      return this;
    }
    List<Step> bound = new ArrayList<>(steps.size());
    for (Step step : steps) {
      bound.add(step.isPlaceholder() ? Step.named(bindings.name(step.name())) : step);
    }
    return new Path(bound);
  }

  boolean isSameAs(Path other) {
    if (steps.size() != other.steps.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).isSameAs(other.steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The path as in error texts: {@code [a, [0], b]}. */
  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (Step step : steps) {
      shown.add(step.isIndex() ? "[" + step.index() + "]" : step.name());
    }
    return shown.toString();
  }
}
