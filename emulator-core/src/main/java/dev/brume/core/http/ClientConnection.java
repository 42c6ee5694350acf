package dev.brume.core.http;

/** The connection (for HTTP/2: the stream) of a request, as far as handlers need it. */
public interface ClientConnection {
  /** A connection that never closes, for requests from inside the process. */
  ClientConnection INTERNAL =
      new ClientConnection() {
        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void onClose(Runnable action) {}

        @Override
        public boolean isSecure() {
          return false;
        }

        @Override
        public String remoteAddress() {
          return "127.0.0.1";
        }
      };

  /** Whether the client can still receive a response. */
  boolean isOpen();

  /** Runs {@code action} once if the client disconnects before its response; at once if it has. */
  void onClose(Runnable action);

  /** Whether the request came over TLS. */
  boolean isSecure();

  /** The TLS version, {@code 1.2} or {@code 1.3}; null without TLS. */
  default String tlsVersion() {
    return null;
  }

  /** The TLS cipher suite by its RFC name; null without TLS. */
  default String cipherSuite() {
    return null;
  }

  /** The client's IP address in text form. */
  String remoteAddress();
}
