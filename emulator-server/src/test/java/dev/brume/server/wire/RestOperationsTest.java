package dev.brume.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.rest.RestJsonProtocol;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.s3.api.S3Api;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the services with HTTP bindings is found by a request that has what the model
 * requires, whether the client sends x-id (SDKs of newer make) or not (boto3). Source of truth: the
 * models.
 */
class RestOperationsTest {
  /** Takes the same requests as ListBuckets, at another endpoint: only x-id tells them apart. */
  private static final String DIRECTORIES = "ListDirectoryBuckets";

  @TestFactory
  Stream<DynamicTest> s3() {
    return tests(S3Api.SERVICE, new RestXmlProtocol());
  }

  @TestFactory
  Stream<DynamicTest> lambda() {
    return tests(LambdaApi.SERVICE, new RestJsonProtocol());
  }

  private static Stream<DynamicTest> tests(ServiceSchema service, Protocol protocol) {
    return service.operationMap().values().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.name(), () -> assertFound(service, protocol, operation)));
  }

  private static void assertFound(
      ServiceSchema service, Protocol protocol, Operation<?, ?> operation) {
    OperationMatch named = protocol.match(service, request(operation, true));
    assertThat(named.operation()).isSameAs(operation);
    for (Member member : operation.input().members()) {
      if (member.location() == Location.LABEL) {
        String name = member.locationName() == null ? member.name() : member.locationName();
        assertThat(named.labels()).containsKey(name);
      }
    }
    if (!operation.name().equals(DIRECTORIES)) {
      assertThat(protocol.match(service, request(operation, false)).operation())
          .isSameAs(operation);
    }
  }

  private static HttpRequest request(Operation<?, ?> operation, boolean withOperationName) {
    String uri = operation.uri();
    int mark = uri.indexOf('?');
    List<String> query = new ArrayList<>();
    if (mark >= 0) {
      for (String parameter : uri.substring(mark + 1).split("&")) {
        if (withOperationName || !parameter.startsWith("x-id=")) {
          query.add(parameter);
        }
      }
    }
    Headers headers = new Headers();
    for (Member member : operation.input().members()) {
      if (member.isRequired() && member.location() == Location.QUERY) {
        query.add(member.locationName() + "=1");
      } else if (member.isRequired() && member.location() == Location.HEADER) {
        headers.add(member.locationName(), "1");
      }
    }
    String path = (mark < 0 ? uri : uri.substring(0, mark)).replaceAll("\\{([^}+]*)\\+?}", "$1");
    return new HttpRequest(
        operation.method(),
        path,
        query.isEmpty() ? null : String.join("&", query),
        headers,
        RequestBody.EMPTY,
        ClientConnection.INTERNAL);
  }
}
