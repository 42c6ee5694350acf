package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The codecs of enums, lists, sets and maps. Decoded collections are immutable. */
final class ContainerCodecs {
  private ContainerCodecs() {}

  /** Enums, by constant name. */
  static final class OfEnum extends TypeCodec {
    private final Class<?> type;
    private final Map<String, Object> constants = new LinkedHashMap<>();

    OfEnum(Class<?> type) {
      this.type = type;
      for (Object constant : type.getEnumConstants()) {
        constants.put(((Enum<?>) constant).name(), constant);
      }
    }

    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      to.writeString(((Enum<?>) value).name());
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      Object constant = constants.get(from.getText());
      if (constant == null) {
        throw new ValueFormatException(type.getSimpleName() + " has no constant " + from.getText());
      }
      return constant;
    }
  }

  /** Lists and sets. */
  static final class OfCollection extends TypeCodec {
    private final TypeCodec element;
    private final Function<List<Object>, Object> collection;

    OfCollection(Class<?> type, TypeCodec element) {
      this.element = element;
      this.collection = collectionOf(type);
    }

    private static Function<List<Object>, Object> collectionOf(Class<?> type) {
      if (type == List.class || type == Collection.class) {
        return Collections::unmodifiableList;
      }
      if (type == Set.class) {
        return elements -> Collections.unmodifiableSet(new LinkedHashSet<>(elements));
      }
      if (type == SortedSet.class) {
        return elements -> Collections.unmodifiableSortedSet(new TreeSet<>(elements));
      }
      throw new ValueFormatException("No collection of type " + type.getName() + " can be kept");
    }

    @Override
    Collection<TypeCodec> parts() {
      return List.of(element);
    }

    @Override
    void writeValue(JsonGenerator to, Object value) throws IOException {
      Collection<?> elements = (Collection<?>) value;
      to.writeStartArray(null, elements.size());
      for (Object each : elements) {
        element.write(to, each);
      }
      to.writeEndArray();
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      expect(from, JsonToken.START_ARRAY);
      Object[] some = new Object[8];
      int count = 0;
      while (from.nextToken() != JsonToken.END_ARRAY) {
        if (count == some.length) {
          some = Arrays.copyOf(some, count * 2);
        }
        some[count++] = element.read(from);
      }
      return collection.apply(new ArrayList<>(Arrays.asList(some).subList(0, count)));
    }
  }

  /** Maps, in order, as alternating keys and values. */
  static final class OfMap extends TypeCodec {
    private final TypeCodec key;
    private final TypeCodec value;
    private final boolean sorted;

    OfMap(Class<?> type, TypeCodec key, TypeCodec value) {
      this.key = key;
      this.value = value;
      this.sorted = type == SortedMap.class || type == NavigableMap.class;
      if (!sorted && type != Map.class && type != SequencedMap.class) {
        throw new ValueFormatException("No map of type " + type.getName() + " can be kept");
      }
    }

    @Override
    Collection<TypeCodec> parts() {
      return List.of(key, value);
    }

    @Override
    void writeValue(JsonGenerator to, Object map) throws IOException {
      Map<?, ?> entries = (Map<?, ?>) map;
      to.writeStartArray(null, entries.size() * 2);
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        key.write(to, entry.getKey());
        value.write(to, entry.getValue());
      }
      to.writeEndArray();
    }

    @Override
    Object readValue(JsonParser from) throws IOException {
      expect(from, JsonToken.START_ARRAY);
      if (sorted) {
        TreeMap<Object, Object> entries = new TreeMap<>();
        readInto(entries, from);
        return Collections.unmodifiableNavigableMap(entries);
      }
      LinkedHashMap<Object, Object> entries = new LinkedHashMap<>();
      readInto(entries, from);
      return Collections.unmodifiableSequencedMap(entries);
    }

    private void readInto(Map<Object, Object> entries, JsonParser from) throws IOException {
      while (from.nextToken() != JsonToken.END_ARRAY) {
        Object entryKey = key.read(from);
        from.nextToken();
        entries.put(entryKey, value.read(from));
      }
    }
  }
}
