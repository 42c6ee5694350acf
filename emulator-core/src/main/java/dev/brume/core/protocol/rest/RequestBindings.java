package dev.brume.core.protocol.rest;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.ScalarText;
import dev.brume.core.protocol.event.EventStreams;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.TimestampFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads an input from a request's path, query string, headers and body.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html">Smithy: HTTP bindings</a>
 */
final class RequestBindings {
  /**
   * Dates that RFC 9110 says to ignore if malformed (sections 13.1.3 and 13.1.4), and a number that
   * S3's GetObjectAttributes ignores.
   */
  private static final Set<String> IGNORED_WHERE_MALFORMED =
      Set.of("if-modified-since", "if-unmodified-since", "x-amz-max-parts");

  private final HttpRequest request;
  private final Map<String, String> labels;
  private final QueryParameters query;
  private final PayloadCodec codec;

  RequestBindings(
      HttpRequest request, Map<String, String> labels, QueryParameters query, PayloadCodec codec) {
    this.request = request;
    this.labels = labels;
    this.query = query;
    this.codec = codec;
  }

  /**
   * Reads the input.
   *
   * @throws MalformedBinding if a label, parameter or header is not a value of its shape
   * @throws MalformedValue if the body is malformed
   */
  Struct read(Schema input) {
    Object[] values = new Object[input.memberCount()];
    boolean inBody = false;
    for (Member member : input.members()) {
      switch (member.location()) {
        case LABEL -> values[member.index()] = label(member);
        case QUERY -> values[member.index()] = parameter(member);
        case QUERY_PARAMS -> values[member.index()] = parameters(member.target());
        case HEADER -> values[member.index()] = header(member);
        case PREFIX_HEADERS -> values[member.index()] = prefixHeaders(member);
        case PAYLOAD -> values[member.index()] = payload(member);
        case BODY, RESPONSE_CODE -> inBody = true;
      }
    }
    if (inBody && whole().length > 0) {
      codec.decodeBody(input, whole(), values);
    }
    return input.create(values);
  }

  private byte[] whole() {
    return request.body() instanceof RequestBody.Whole whole ? whole.bytes() : new byte[0];
  }

  private Object label(Member member) {
    String name = member.locationName() == null ? member.name() : member.locationName();
    return scalar(member, labels.get(name));
  }

  private static Object scalar(Member member, String text) {
    TimestampFormat stated = member.timestampFormat();
    try {
      return ScalarText.read(
          text, member.target(), stated == null ? TimestampFormat.DATE_TIME : stated);
    } catch (MalformedValue e) {
      throw new MalformedBinding(member, text, e.getMessage());
    }
  }

  private Object parameter(Member member) {
    if (member.target().type() != ShapeType.LIST) {
      String text = query.first(member.locationName());
      return text == null ? null : scalar(member, text);
    }
    List<String> texts = query.all(member.locationName());
    if (texts.isEmpty()) {
      return null;
    }
    List<Object> list = new ArrayList<>(texts.size());
    for (String text : texts) {
      try {
        list.add(scalar(member.target().element(), text));
      } catch (MalformedBinding e) {
        throw new MalformedBinding(member, text, e.getMessage());
      }
    }
    return list;
  }

  private Map<String, Object> parameters(Schema target) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (target.value().target().type() != ShapeType.LIST) {
      query.forEach(map::putIfAbsent);
      return map;
    }
    query.forEach(
        (name, value) -> {
          @SuppressWarnings("unchecked") // Only this method stores values there.
          List<String> list =
              (List<String>) map.computeIfAbsent(name, absent -> new ArrayList<String>());
          list.add(value);
        });
    return map;
  }

  private Object header(Member member) {
    if (!request.headers().contains(member.locationName())) {
      return null;
    }
    List<String> lines = request.headers().all(member.locationName());
    try {
      return HeaderText.read(member, lines);
    } catch (MalformedValue e) {
      if (IGNORED_WHERE_MALFORMED.contains(member.locationName().toLowerCase(Locale.ROOT))) {
        return null;
      }
      throw new MalformedBinding(member, String.join(",", lines), e.getMessage());
    }
  }

  private Map<String, Object> prefixHeaders(Member member) {
    String prefix = member.locationName();
    Headers headers = request.headers();
    Map<String, Object> map = null;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        map = map == null ? new LinkedHashMap<>() : map;
        map.merge(
            name.substring(prefix.length()), headers.value(i), (first, next) -> first + "," + next);
      }
    }
    return map;
  }

  private Object payload(Member member) {
    Schema target = member.target();
    if (target.isStreaming()) {
      return target.type() == ShapeType.UNION
          ? EventStreams.decode(target, stream(), codec)
          : stream();
    }
    byte[] body = whole();
    if (body.length == 0) {
      return null;
    }
    return switch (target.type()) {
      case BLOB -> Blob.of(body);
      case STRING, ENUM -> utf8(body);
      default -> codec.decodeValue(member, body);
    };
  }

  private ByteStream stream() {
    return switch (request.body()) {
      case RequestBody.Streamed streamed -> streamed;
      case RequestBody.Whole whole -> whole.stream();
    };
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedValue("The body is not UTF-8");
    }
  }
}
