package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.brume.core.blob.BodyLinks;
import dev.brume.core.blob.StoredBody;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes and decodes the values of tables: strings, numbers, booleans, {@code Instant}, {@code
 * Duration}, {@code Blob}, {@code StoredBody}, enums, lists, sets, maps, records of these and
 * sealed interfaces of such records, all nullable. The bytes are CBOR; a record is an array that
 * begins with the id of its {@link Shape}. Safe for use by many threads.
 */
public final class ValueCodec {
  private static final Logger LOG = LoggerFactory.getLogger(ValueCodec.class);

  /** Deeper than any AWS value: DynamoDB allows 32 levels. */
  private static final int MAX_DEPTH = 1000;

  static final CBORFactory CBOR =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final Map<Type, TypeCodec> codecs = new ConcurrentHashMap<>(ScalarCodecs.all());
  private final Map<Integer, Shape> shapes = new ConcurrentHashMap<>();
  private final StoredBodyCodec bodies;

  /** A codec for values whose bodies are all on the heap. */
  public ValueCodec() {
    this(
        link -> {
          throw new ValueFormatException("A value refers to the body of another store: " + link);
        });
  }

  /**
   * A codec for values that may have bodies in files.
   *
   * @param links finds the bodies that encoded values refer to
   */
  public ValueCodec(BodyLinks links) {
    bodies = new StoredBodyCodec(links);
    codecs.put(StoredBody.class, bodies);
  }

  /**
   * The bytes of {@code value}.
   *
   * @throws ValueFormatException if it can't be encoded
   */
  public byte[] encode(Object value) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(256);
    try (JsonGenerator to = CBOR.createGenerator(bytes)) {
      codecOf(value).writeValue(to, value);
    } catch (IOException | ClassCastException e) {
      throw new ValueFormatException(value.getClass().getName() + " can't be written down", e);
    }
    return bytes.toByteArray();
  }

  private TypeCodec codecOf(Object value) {
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return of(type, type, "value");
  }

  /**
   * The decoded value.
   *
   * @throws ValueFormatException if they do not encode a {@code type}
   */
  public <T> T decode(byte[] bytes, Class<T> type) {
    TypeCodec codec = of(type, type, "value");
    try (JsonParser from = CBOR.createParser(bytes)) {
      from.nextToken();
      return type.cast(codec.read(from));
    } catch (IOException | ClassCastException | ArithmeticException | DateTimeException e) {
      throw new ValueFormatException("Not a " + type.getName() + " as written", e);
    }
  }

  /**
   * Fails if values of {@code type} can't be encoded.
   *
   * @throws ValueFormatException and names the record and component at fault
   */
  public void check(Class<?> type) {
    of(type, type, "value").resolve(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** The bodies in files that a value refers to which was written down. */
  public StoredBodyReferences bodiesIn(byte[] bytes) {
    return StoredBodyReferences.of(bodies.linksIn(bytes));
  }

  /** Every shape that encoded values may refer to. */
  public Collection<Shape> shapes() {
    return shapes.values();
  }

  /** The number of shapes; it only grows. */
  public int shapeCount() {
    return shapes.size();
  }

  /**
   * Adds a shape that encoded values refer to.
   *
   * @throws ValueFormatException if another shape has the same id
   */
  public void learn(Shape shape) {
    Shape known = shapes.putIfAbsent(shape.id(), shape);
    if (known != null && !known.equals(shape)) {
      throw new ValueFormatException(
          "The shapes " + known.text() + " and " + shape.text() + " have the same id");
    }
  }

  Shape shape(int id) {
    Shape shape = shapes.get(id);
    if (shape == null) {
      throw new ValueFormatException("A value refers to an unknown shape " + id);
    }
    return shape;
  }

  RecordCodec record(Class<?> type) {
    return (RecordCodec) of(type, type, "value");
  }

  void reportUnknownField(Class<?> type, String field) {
    LOG.warn(
        "The state holds a field {}.{} that is unknown here; it is left out",
        type.getSimpleName(),
        field);
  }

  /** The codec of the component {@code name} of {@code owner}. */
  TypeCodec of(Type type, Class<?> owner, String name) {
    TypeCodec known = codecs.get(type);
    if (known != null) {
      return known;
    }
    TypeCodec made = make(type, owner, name);
    if (made instanceof RecordCodec codec) {
      learn(codec.shape());
    }
    TypeCodec earlier = codecs.putIfAbsent(type, made);
    return earlier != null ? earlier : made;
  }

  private TypeCodec make(Type type, Class<?> owner, String name) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], owner, name);
    }
    if (type instanceof ParameterizedType generic) {
      return container(generic, owner, name);
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return new RecordCodec(this, plain);
      }
      if (plain.isEnum()) {
        return new ContainerCodecs.OfEnum(plain);
      }
      if (plain.isSealed() && plain.isInterface()) {
        return new SealedCodec(this, plain);
      }
    }
    throw new ValueFormatException(
        type.getTypeName() + " can't be kept: " + owner.getName() + "." + name);
  }

  private TypeCodec container(ParameterizedType generic, Class<?> owner, String name) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      return new ContainerCodecs.OfMap(
          raw, of(arguments[0], owner, name), of(arguments[1], owner, name));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return new ContainerCodecs.OfCollection(raw, of(arguments[0], owner, name));
    }
    throw new ValueFormatException(
        generic.getTypeName() + " can't be kept: " + owner.getName() + "." + name);
  }
}
