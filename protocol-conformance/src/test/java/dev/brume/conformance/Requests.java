package dev.brume.conformance;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestDefinition;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;

/** The requests of cases, as the front end would hand them on. */
final class Requests {
  private Requests() {}

  static HttpRequest of(HttpRequestTestCase test, boolean streams) {
    HttpRequest request =
        request(
            test.getMethod(),
            test.getUri(),
            test.getQueryParams(),
            test.getResolvedHost().or(test::getHost),
            test.getHeaders(),
            test.getBody().map(body -> Bodies.bytes(body, mediaType(test))),
            streams);
    // Some cases about something else state the body's type, but not the header that names it.
    if (!test.getBody().orElse("").isEmpty() && request.header("Content-Type") == null) {
      test.getBodyMediaType().ifPresent(type -> request.headers().add("Content-Type", type));
    }
    return request;
  }

  /** A case with a body in CBOR may leave its media type to the header. */
  private static Optional<String> mediaType(HttpRequestTestCase test) {
    return test.getBodyMediaType()
        .or(() -> Optional.ofNullable(test.getHeaders().get("Content-Type")));
  }

  static HttpRequest of(HttpMalformedRequestDefinition test, boolean streams) {
    return request(
        test.getMethod(),
        test.getUri().orElse("/"),
        test.getQueryParams(),
        test.getHost(),
        test.getHeaders(),
        test.getBody().map(body -> Bodies.bytes(body, test.getBodyMediaType())),
        streams);
  }

  private static HttpRequest request(
      String method,
      String uri,
      List<String> queryParameters,
      Optional<String> host,
      Map<String, String> fields,
      Optional<byte[]> body,
      boolean streams) {
    Headers headers = new Headers();
    headers.add("Host", host.orElse("example.com"));
    fields.forEach(headers::add);
    byte[] bytes = body.orElse(new byte[0]);
    if (bytes.length > 0 && !headers.contains("Content-Length")) {
      headers.add("Content-Length", Integer.toString(bytes.length));
    }
    String query = queryParameters.isEmpty() ? null : String.join("&", queryParameters);
    String path = uri;
    int mark = uri.indexOf('?');
    if (mark >= 0) {
      path = uri.substring(0, mark);
      query = uri.substring(mark + 1) + (query == null ? "" : "&" + query);
    }
    RequestBody content = streams ? new WholeBody(bytes) : new RequestBody.Whole(bytes);
    return new HttpRequest(method, path, query, headers, content, ClientConnection.INTERNAL);
  }
}
