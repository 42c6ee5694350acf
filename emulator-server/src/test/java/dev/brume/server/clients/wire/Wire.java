package dev.brume.server.clients.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways in which a request for SQS is written: as JSON, as a form, as a query string. */
enum Wire {
  JSON {
    @Override
    Answer call(String account, String path, String action, Map<String, String> input) {
      return json(account, path, "AmazonSQS." + action, jsonText(input));
    }

    @Override
    String member(Answer answer, String name) {
      return text(parse(answer).findValue(name));
    }

    @Override
    String errorCode(Answer answer) {
      return answer.header("x-amzn-query-error").replaceFirst(";.*", "");
    }

    @Override
    String errorText(Answer answer) {
      return text(parse(answer).get("message"));
    }
  },
  FORM {
    @Override
    Answer call(String account, String path, String action, Map<String, String> input) {
      return post(
          account,
          path,
          Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
          query(action, input).getBytes(UTF_8));
    }
  },
  QUERY_STRING {
    @Override
    Answer call(String account, String path, String action, Map<String, String> input) {
      return RawHttp.exchange(
          SharedBrume.endpoint(),
          "GET",
          path + "?" + query(action, input),
          Map.of("Authorization", Accounts.authorization(account, "sqs")),
          new byte[0]);
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Calls an operation; the members of {@code input} are strings and numbers. */
  abstract Answer call(String account, String path, String action, Map<String, String> input);

  /** The first member of this name in an answer, or null. */
  String member(Answer answer, String name) {
    Matcher element =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
    return element.find() ? element.group(1) : null;
  }

  String errorCode(Answer answer) {
    return member(answer, "Code");
  }

  String errorText(Answer answer) {
    return member(answer, "Message").replace("&quot;", "\"");
  }

  static Answer json(String account, String path, String target, String body) {
    return post(
        account,
        path,
        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", target),
        body.getBytes(UTF_8));
  }

  static Answer post(String account, String path, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putIfAbsent("Authorization", Accounts.authorization(account, "sqs"));
    return RawHttp.exchange(SharedBrume.endpoint(), "POST", path, all, body);
  }

  static JsonNode parse(Answer answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.text(), e);
    }
  }

  private static String text(JsonNode node) {
    return node == null ? null : node.asText();
  }

  private static String jsonText(Map<String, String> input) {
    Map<String, Object> members = new LinkedHashMap<>();
    input.forEach(
        (name, value) ->
            members.put(name, value.matches("\\d{1,6}") ? Integer.valueOf(value) : value));
    try {
      return MAPPER.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String query(String action, Map<String, String> input) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Action", action);
    all.put("Version", "2012-11-05");
    all.putAll(input);
    return all.entrySet().stream()
        .map(
            e ->
                URLEncoder.encode(e.getKey(), UTF_8) + "=" + URLEncoder.encode(e.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
