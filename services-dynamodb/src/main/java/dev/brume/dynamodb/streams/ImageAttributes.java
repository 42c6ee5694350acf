package dev.brume.dynamodb.streams;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.streams.api.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Items as attribute values of DynamoDB Streams, which has its own type in the model. */
final class ImageAttributes {
  private ImageAttributes() {}

  /** {@code map}, a value of type M. */
  static Map<String, AttributeValue> of(ItemValue map) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (ItemValue.Entries entries = map.entries(); entries.next(); ) {
      attributes.put(entries.name(), value(entries.value()));
    }
    return attributes;
  }

  private static AttributeValue value(ItemValue value) {
    AttributeValue.Builder wire = AttributeValue.builder();
    switch (value.type()) {
      case S -> wire.s(value.text());
      case N -> wire.n(value.text());
      case B -> wire.b(Blob.of(value.content()));
      case BOOL -> wire.bool(value.isTrue());
      case NULL -> wire.null_(true);
      case M -> wire.m(of(value));
      case L -> wire.l(elements(value, ImageAttributes::value));
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
}
