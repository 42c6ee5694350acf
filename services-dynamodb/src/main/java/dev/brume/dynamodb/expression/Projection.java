package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.ValueWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Extracts the values at some paths from items, keeping their structure. Gaps in lists are closed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">Projection
 *     expressions</a>
 */
public final class Projection {
  private final Node root = new Node();
  private final List<Path> paths;

  /** A step, and the steps after it; without any the whole value is projected. */
  private static final class Node {
    private Path.Step step;
    private boolean whole;
    private final List<Node> next = new ArrayList<>(2);

    Node after(Path.Step wanted) {
      for (Node node : next) {
        if (node.step.isSameAs(wanted)) {
          return node;
        }
      }
      Node node = new Node();
      node.step = wanted;
      next.add(node);
      return node;
    }
  }

  private Projection(List<Path> paths) {
    this.paths = paths;
    for (Path path : paths) {
      Node node = root;
      for (Path.Step step : path.steps()) {
        node = node.after(step);
      }
      node.whole = true;
    }
  }

  /** Projects {@code paths}. */
  public static Projection of(List<Path> paths) {
    return new Projection(paths);
  }

  /** Projects the top-level attributes {@code names}. */
  public static Projection ofNames(Iterable<String> names) {
    List<Path> paths = new ArrayList<>();
    names.forEach(name -> paths.add(Path.of(name)));
    return new Projection(paths);
  }

  /** The paths. */
  public List<Path> paths() {
    return paths;
  }

  /** The projected part of {@code item}: a map, which is empty if none of it exists. */
  public ItemValue of(ItemValue item) {
    ValueWriter writer = new ValueWriter();
    writeMap(item, root, writer);
    return writer.value();
  }

  private static void writeMap(ItemValue map, Node node, ValueWriter writer) {
    int begun = writer.begin(AttributeType.M);
    for (ItemValue.Entries entries = map.entries(); entries.next(); ) {
      Node inner = named(node, entries);
      if (inner == null) {
        continue;
      }
      if (inner.whole) {
        writer.copyEntry(entries);
      } else if (reaches(entries.value(), inner)) {
        writer.name(entries.nameBytes());
        write(entries.value(), inner, writer);
      }
    }
    writer.end(begun);
  }

  private static Node named(Node node, ItemValue.Entries entries) {
    for (Node inner : node.next) {
      if (!inner.step.isIndex() && entries.isNamed(inner.step.utf8())) {
        return inner;
      }
    }
    return null;
  }

  private static void write(ItemValue value, Node node, ValueWriter writer) {
    if (node.whole) {
      writer.copy(value);
    } else if (value.type() == AttributeType.M) {
      writeMap(value, node, writer);
    } else {
      writeList(value, node, writer);
    }
  }

  private static void writeList(ItemValue list, Node node, ValueWriter writer) {
    int begun = writer.begin(AttributeType.L);
    for (int index : indexes(node)) {
      ItemValue element = list.at(index);
      Node inner = node.after(Path.Step.at(index));
      if (element != null && reaches(element, inner)) {
        write(element, inner, writer);
      }
    }
    writer.end(begun);
  }

  private static int[] indexes(Node node) {
    int[] indexes =
        node.next.stream()
            .filter(inner -> inner.step.isIndex())
            .mapToInt(inner -> inner.step.index())
            .toArray();
    Arrays.sort(indexes);
    return indexes;
  }

  /** Whether {@code value} contains anything projected. */
  private static boolean reaches(ItemValue value, Node node) {
    if (node.whole) {
      return true;
    }
    for (Node inner : node.next) {
      ItemValue found =
          switch (value.type()) {
            case M -> inner.step.isIndex() ? null : value.get(inner.step.utf8());
            case L -> inner.step.isIndex() ? value.at(inner.step.index()) : null;
            case S, N, B, SS, NS, BS, NULL, BOOL -> null;
          };
      if (found != null && reaches(found, inner)) {
        return true;
      }
    }
    return false;
  }
}
