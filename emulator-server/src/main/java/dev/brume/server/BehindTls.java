package dev.brume.server;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/**
 * Treats every request as if it had come over TLS, for servers behind a proxy that terminates TLS.
 * So the URLs in responses begin with {@code https://}.
 */
final class BehindTls implements HttpHandler {
  private final HttpHandler next;

  BehindTls(HttpHandler next) {
    this.next = next;
  }

  private record Secure(ClientConnection connection) implements ClientConnection {
    @Override
    public boolean isOpen() {
      return connection.isOpen();
    }

    @Override
    public void onClose(Runnable action) {
      connection.onClose(action);
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String tlsVersion() {
      return connection.tlsVersion();
    }

    @Override
    public String cipherSuite() {
      return connection.cipherSuite();
    }

    @Override
    public String remoteAddress() {
      return connection.remoteAddress();
    }
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    return next.handle(
        new HttpRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            request.body(),
            new Secure(request.connection())));
  }
}
