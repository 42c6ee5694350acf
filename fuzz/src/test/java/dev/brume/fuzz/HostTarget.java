package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.auth.Regions;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.List;
import java.util.Locale;

/** Host fields: none of the server's names, or a prefix and one of them. */
final class HostTarget implements Target {
  private final HostNames hosts = new HostNames(List.of("aws.example.test"), new Regions(false));

  @Override
  public List<byte[]> seeds() {
    return Refusals.seeds(
        "localhost:4566",
        "bucket.name.s3.us-east-1.localhost.localstack.cloud:4566",
        "s3-us-west-2.amazonaws.com",
        "eu-west-1.queue.amazonaws.com",
        "[::1]:4566",
        "sqs.eu-west-1.aws.example.test",
        "b.s3.dualstack.eu-west-1.amazonaws.com");
  }

  @Override
  public void take(byte[] input) {
    String host = new String(input, ISO_8859_1);
    Headers headers = new Headers().add("Host", host);
    checkPrefix(headers);
    String name = HostNames.nameOf(host);
    Refusals.check(name != null || host.isEmpty(), "A host without a name: " + host);
    if (name != null) {
      hosts.isOwn(name);
    }
  }

  private void checkPrefix(Headers headers) {
    HttpRequest request =
        new HttpRequest("GET", "/", null, headers, RequestBody.EMPTY, ClientConnection.INTERNAL);
    HostNames.Prefix prefix = hosts.prefixOf(request);
    if (prefix != null) {
      Refusals.check(
          headers.first("Host").toLowerCase(Locale.ROOT).contains(prefix.suffix()),
          "A suffix that is not there");
    }
  }
}
