package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records: the id of their shape, then their components in order. Fields are matched by name, so
 * that components can be added (null or 0 in older values), removed and moved.
 */
final class RecordCodec extends TypeCodec {
  private final ValueCodec codecs;
  private final Class<?> type;
  private final RecordComponent[] components;
  private final Shape shape;
  private final int shapeId;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;
  private final Object[] absent;
  private final Map<Integer, int[]> placesByShape = new ConcurrentHashMap<>();
  private volatile TypeCodec[] componentCodecs;

  RecordCodec(ValueCodec codecs, Class<?> type) {
    this.codecs = codecs;
    this.type = type;
    this.components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    this.shape = new Shape(type.getSimpleName(), names);
    this.shapeId = shape.id();
    this.accessors = new MethodHandle[components.length];
    this.absent = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      for (int i = 0; i < components.length; i++) {
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        accessors[i] = asObject(lookup.unreflect(accessor));
        types[i] = components[i].getType();
        absent[i] = types[i].isPrimitive() ? zero(types[i]) : null;
      }
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ValueFormatException(type + " can't be kept", e);
    }
  }

  private static MethodHandle asObject(MethodHandle accessor) {
    return accessor.asType(MethodType.methodType(Object.class, Object.class));
  }

  private static Object zero(Class<?> primitive) {
    return Array.get(Array.newInstance(primitive, 1), 0);
  }

  Shape shape() {
    return shape;
  }

  int shapeId() {
    return shapeId;
  }

  /** Resolved late, because a record can hold others of its own type. */
  private TypeCodec[] componentCodecs() {
    TypeCodec[] known = componentCodecs;
    if (known == null) {
      known = new TypeCodec[components.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = codecs.of(components[i].getGenericType(), type, components[i].getName());
      }
      componentCodecs = known;
    }
    return known;
  }

  @Override
  Collection<TypeCodec> parts() {
    return List.of(componentCodecs());
  }

  @Override
  void writeValue(JsonGenerator to, Object value) throws IOException {
    TypeCodec[] inner = componentCodecs();
    to.writeStartArray(null, inner.length + 1);
    to.writeNumber(shapeId);
    for (int i = 0; i < inner.length; i++) {
      inner[i].write(to, componentOf(value, i));
    }
    to.writeEndArray();
  }

  private Object componentOf(Object value, int index) {
    try {
      return accessors[index].invokeExact(value);
    } catch (Throwable e) {
      throw new ValueFormatException(
          type.getName() + "." + components[index].getName() + " can't be read", e);
    }
  }

  @Override
  Object readValue(JsonParser from) throws IOException {
    expect(from, JsonToken.START_ARRAY);
    from.nextToken();
    expect(from, JsonToken.VALUE_NUMBER_INT);
    return readFields(from, from.getIntValue());
  }

  /** Continues after the id of the shape. */
  Object readFields(JsonParser from, int writtenShapeId) throws IOException {
    TypeCodec[] inner = componentCodecs();
    Object[] values = absent.clone();
    int[] places = placesOf(writtenShapeId);
    for (int place : places) {
      from.nextToken();
      if (place < 0) {
        from.skipChildren();
      } else {
        Object value = inner[place].read(from);
        values[place] = value == null ? absent[place] : value;
      }
    }
    from.nextToken();
    expect(from, JsonToken.END_ARRAY);
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw new ValueFormatException("A " + type.getName() + " refused what was written", e);
    }
  }

  /** For each field of the shape the component that receives it, or -1. */
  private int[] placesOf(int writtenShapeId) {
    int[] known = placesByShape.get(writtenShapeId);
    return known != null ? known : placesByShape.computeIfAbsent(writtenShapeId, this::findPlaces);
  }

  private int[] findPlaces(int writtenShapeId) {
    Shape written = writtenShapeId == shapeId ? shape : codecs.shape(writtenShapeId);
    if (!written.name().equals(shape.name())) {
      throw new ValueFormatException("A " + written.name() + " is no " + type.getName());
    }
    int[] places = new int[written.fields().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = shape.fields().indexOf(written.fields().get(i));
      if (places[i] < 0) {
        codecs.reportUnknownField(type, written.fields().get(i));
      }
    }
    return places;
  }
}
