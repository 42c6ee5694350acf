package dev.brume.core.protocol;

import static dev.brume.core.protocol.TestShapes.CHOICE;
import static dev.brume.core.protocol.TestShapes.RICH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds of every value and of every sequence of bytes: what is written reads back as it was,
 * and bytes, however broken, are read or refused as a client's fault, never anything else. Source
 * of truth: SerializationException of <a
 * href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>.
 */
class CodecPropertyTest {
  private static final List<StructCodec> CODECS =
      List.of(JsonCodec.AWS_JSON, JsonCodec.REST_JSON, CborCodec.AWS_CBOR, CborCodec.RPC_V2);

  @Property(tries = 300)
  void whatIsWrittenReadsBackAsItWas(@ForAll("values") Struct value) {
    for (StructCodec codec : CODECS) {
      assertThat(codec.decode(RICH, codec.encode(value))).isEqualTo(value);
    }
  }

  @Property(tries = 300)
  void brokenDocumentsAreReadOrRefused(@ForAll("values") Struct value, @ForAll Random random) {
    for (StructCodec codec : CODECS) {
      byte[] document = codec.encode(value);
      for (int i = 0; i < 20; i++) {
        readOrRefuse(codec, broken(document, random));
      }
    }
  }

  @Property(tries = 1_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    for (StructCodec codec : CODECS) {
      readOrRefuse(codec, bytes);
    }
  }

  private static void readOrRefuse(StructCodec codec, byte[] bytes) {
    Struct value;
    try {
      value = codec.decode(RICH, bytes);
    } catch (AwsError refused) {
      assertThat(refused.code()).isEqualTo("SerializationException");
      return;
    }
    codec.encode(value);
  }

  private static byte[] broken(byte[] document, Random random) {
    byte[] bytes = document.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  @Provide
  Arbitrary<Struct> values() {
    return Arbitraries.randomValue(random -> new Values(random).struct(RICH, 3));
  }

  /** Random values by schema. */
  private record Values(Random random) {
    Struct struct(Schema schema, int depth) {
      Object[] values = new Object[schema.memberCount()];
      if (schema == CHOICE) {
        int chosen = random.nextInt(depth > 0 ? 3 : 2);
        values[chosen] = value(schema.member(chosen), depth - 1);
      } else {
        for (Member member : schema.members()) {
          boolean deep = member.target().type().isAggregate();
          if (random.nextInt(3) == 0 && (!deep || depth > 0)) {
            values[member.index()] = value(member, depth - 1);
          }
        }
      }
      return schema.create(values);
    }

    private Object value(Member member, int depth) {
      Schema target = member.target();
      return switch (target.type()) {
        case STRING, ENUM -> text();
        case BOOLEAN -> random.nextBoolean();
        case BYTE -> (byte) random.nextInt();
        case SHORT -> (short) random.nextInt();
        case INTEGER, INT_ENUM -> random.nextInt();
        case LONG -> random.nextLong();
        case FLOAT -> floatingPoint();
        case DOUBLE -> Double.longBitsToDouble(plain(random.nextLong()));
        case BIG_INTEGER -> new BigInteger(200, random);
        case BIG_DECIMAL -> new BigDecimal(new BigInteger(80, random), random.nextInt(20));
        case BLOB -> Blob.of(text().getBytes(UTF_8));
        case TIMESTAMP -> time(member);
        case DOCUMENT -> document(3);
        case LIST -> list(target, depth);
        case MAP -> map(target, depth);
        case STRUCTURE, UNION -> struct(target, depth);
      };
    }

    private float floatingPoint() {
      float value = Float.intBitsToFloat(random.nextInt());
      return Float.isNaN(value) ? Float.NaN : value;
    }

    private static long plain(long bits) {
      return Double.isNaN(Double.longBitsToDouble(bits)) ? 0x7ff8000000000000L : bits;
    }

    /** Seconds where the format has no fractions, else milliseconds, which is what AWS sends. */
    private Instant time(Member member) {
      boolean whole = member.name().equals("HttpDate");
      long millis = random.nextLong(0, 253_402_300_799_000L);
      return Instant.ofEpochMilli(whole ? millis - millis % 1000 : millis);
    }

    private String text() {
      int length = random.nextInt(6);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        int bound = random.nextBoolean() ? 0x80 : 0xD800;
        text.appendCodePoint(random.nextInt(8) == 0 ? 0x1F600 + i : random.nextInt(bound));
      }
      return text.toString();
    }

    private List<Object> list(Schema target, int depth) {
      List<Object> list = new ArrayList<>();
      int size = random.nextInt(4);
      for (int i = 0; i < size; i++) {
        list.add(element(target, target.element(), depth));
      }
      return list;
    }

    private Map<String, Object> map(Schema target, int depth) {
      Map<String, Object> map = new LinkedHashMap<>();
      int size = random.nextInt(4);
      for (int i = 0; i < size; i++) {
        map.put(text(), element(target, target.value(), depth));
      }
      return map;
    }

    private Object element(Schema target, Member element, int depth) {
      return target.isSparse() && random.nextInt(3) == 0 ? null : value(element, depth);
    }

    private JsonNode document(int depth) {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      return switch (random.nextInt(depth == 0 ? 5 : 7)) {
        case 0 -> nodes.textNode(text());
        case 1 -> nodes.numberNode(random.nextInt());
        case 2 -> nodes.numberNode(random.nextDouble() + 0.5);
        case 3 -> nodes.booleanNode(random.nextBoolean());
        case 4 -> nodes.numberNode(random.nextLong() | Long.MIN_VALUE);
        case 5 -> nodes.arrayNode().add(document(depth - 1)).addNull();
        default -> nodes.objectNode().set(text(), document(depth - 1));
      };
    }
  }
}
