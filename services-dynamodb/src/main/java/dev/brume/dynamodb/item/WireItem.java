package dev.brume.dynamodb.item;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brume.core.protocol.SelfWritten;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

/**
 * An item, or another map, in responses. Its values are created while the response is written, one
 * after the other, so that a pending response costs no more than its bytes.
 */
public final class WireItem extends AbstractMap<String, AttributeValue> implements SelfWritten {
  private final ItemValue map;

  private WireItem(ItemValue map) {
    this.map = map;
  }

  /** {@code map}, a value of type M, as a map of the API's values; null for null. */
  public static Map<String, AttributeValue> of(ItemValue map) {
    return map == null ? null : new WireItem(map);
  }

  /** The same for each of {@code items}. */
  public static List<Map<String, AttributeValue>> all(List<ItemValue> items) {
    List<Map<String, AttributeValue>> all = new ArrayList<>(items.size());
    for (ItemValue item : items) {
      all.add(new WireItem(item));
    }
    return all;
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    new WireWriter(out).entries(map);
  }

  /** The underlying value. */
  public ItemValue value() {
    return map;
  }

  /** {@code value} as an API value. */
  public static AttributeValue value(ItemValue value) {
    AttributeValue.Builder wire = AttributeValue.builder();
    switch (value.type()) {
      case S -> wire.s(value.text());
      case N -> wire.n(value.text());
      case B -> wire.b(Blob.of(value.content()));
      case BOOL -> wire.bool(value.isTrue());
      case NULL -> wire.null_(true);
      case M -> wire.m(new WireItem(value));
      case L -> wire.l(elements(value, WireItem::value));
      case SS -> wire.ss(elements(value, ItemValue::text));
      case NS -> wire.ns(elements(value, ItemValue::text));
      case BS -> wire.bs(elements(value, element -> Blob.of(element.content())));
    }
    return wire.build();
  }

  private static <T> List<T> elements(ItemValue list, Function<ItemValue, T> each) {
    List<T> elements = new ArrayList<>();
    ItemValue.Elements walk = list.elements();
    for (ItemValue element = walk.next(); element != null; element = walk.next()) {
      elements.add(each.apply(element));
    }
    return elements;
  }

  @Override
  public Set<Entry<String, AttributeValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, AttributeValue>> iterator() {
        return new Walk(map);
      }

      @Override
      public int size() {
        return map.count();
      }
    };
  }

  private static final class Walk implements Iterator<Entry<String, AttributeValue>> {
    private final ItemValue.Entries entries;
    private boolean hasNext;

    Walk(ItemValue map) {
      entries = map.entries();
      hasNext = entries.next();
    }

    @Override
    public boolean hasNext() {
      return hasNext;
    }

    @Override
    public Entry<String, AttributeValue> next() {
      if (!hasNext) {
        throw new NoSuchElementException();
      }
      Entry<String, AttributeValue> entry = Map.entry(entries.name(), value(entries.value()));
      hasNext = entries.next();
      return entry;
    }
  }
}
