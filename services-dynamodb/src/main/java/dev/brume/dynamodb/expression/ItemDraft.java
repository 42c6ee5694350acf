package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.ValueWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An item during an update. Only the maps and lists on the paths are decoded. List indexes refer to
 * the original list: removed elements leave gaps, and elements set beyond the end are appended in
 * index order; the gaps are closed in the end.
 */
final class ItemDraft {
  private final MapDraft root;

  ItemDraft(ItemValue item) {
    root = new MapDraft(item);
  }

  /** A decoded map: values, or drafts of them. */
  private static final class MapDraft {
    final Map<String, Object> entries = new LinkedHashMap<>();

    MapDraft(ItemValue map) {
      for (ItemValue.Entries walk = map.entries(); walk.next(); ) {
        entries.put(walk.name(), walk.value());
      }
    }
  }

  /** A decoded list: values, drafts of them, and null for removed ones. */
  private static final class ListDraft {
    final List<Object> elements = new ArrayList<>();
    final Map<Integer, Object> behind = new TreeMap<>();

    ListDraft(ItemValue list) {
      ItemValue.Elements walk = list.elements();
      for (ItemValue element = walk.next(); element != null; element = walk.next()) {
        elements.add(element);
      }
    }
  }

  /** The draft's value at {@code path}, or null. */
  ItemValue get(Path path) {
    Object parent = parent(path, false);
    Object found = parent == null ? null : child(parent, path.steps().getLast());
    return found == null || found instanceof ItemValue ? (ItemValue) found : built(found);
  }

  void set(Path path, ItemValue value) {
    Object parent = parent(path, true);
    Path.Step last = path.steps().getLast();
    switch (parent) {
      case MapDraft map when !last.isIndex() -> map.entries.put(last.name(), value);
      case ListDraft list when last.isIndex() -> {
        if (last.index() < list.elements.size()) {
          list.elements.set(last.index(), value);
        } else {
          list.behind.put(last.index(), value);
        }
      }
      default -> throw invalidPath();
    }
  }

  void remove(Path path) {
    Object parent = parent(path, true);
    Path.Step last = path.steps().getLast();
    switch (parent) {
      case MapDraft map when !last.isIndex() -> map.entries.remove(last.name());
      case ListDraft list when last.isIndex() -> {
        if (last.index() < list.elements.size()) {
          list.elements.set(last.index(), null);
        }
      }
      default -> throw invalidPath();
    }
  }

  private static RuntimeException invalidPath() {
    return Validation.error(
        "The document path provided in the update expression is invalid for update");
  }

  /** The decoded map or list that contains the last step of {@code path}. */
  private Object parent(Path path, boolean demanded) {
    Object at = root;
    for (int i = 0; i < path.steps().size() - 1; i++) {
      Path.Step step = path.steps().get(i);
      Object next = apart(child(at, step));
      if (next == null) {
        if (demanded) {
          throw invalidPath();
        }
        return null;
      }
      replace(at, step, next);
      at = next;
    }
    return at;
  }

  private static Object child(Object parent, Path.Step step) {
    return switch (parent) {
      case MapDraft map when !step.isIndex() -> map.entries.get(step.name());
      case ListDraft list when step.isIndex() && step.index() < list.elements.size() ->
          list.elements.get(step.index());
      default -> null;
    };
  }

  private static void replace(Object parent, Path.Step step, Object child) {
    if (parent instanceof MapDraft map) {
      map.entries.put(step.name(), child);
    } else {
      ((ListDraft) parent).elements.set(step.index(), child);
    }
  }

  /** A draft of a map or list; null for other values. */
  private static Object apart(Object child) {
    if (!(child instanceof ItemValue value)) {
      return child;
    }
    return switch (value.type()) {
      case M -> new MapDraft(value);
      case L -> new ListDraft(value);
      case S, N, B, SS, NS, BS, NULL, BOOL -> null;
    };
  }

  /** The resulting item. */
  ItemValue value() {
    return built(root);
  }

  private static ItemValue built(Object draft) {
    ValueWriter writer = new ValueWriter();
    write(draft, writer);
    return writer.value();
  }

  private static void write(Object draft, ValueWriter writer) {
    switch (draft) {
      case MapDraft map -> {
        int begun = writer.begin(AttributeType.M);
        map.entries.forEach(
            (name, value) -> {
              writer.name(name);
              write(value, writer);
            });
        writer.end(begun);
      }
      case ListDraft list -> {
        int begun = writer.begin(AttributeType.L);
        for (Object element : list.elements) {
          if (element != null) {
            write(element, writer);
          }
        }
        list.behind.values().forEach(element -> write(element, writer));
        writer.end(begun);
      }
      default -> writer.copy((ItemValue) draft);
    }
  }
}
