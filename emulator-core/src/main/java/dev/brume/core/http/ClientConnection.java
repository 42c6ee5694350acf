package dev.brume.core.http;

/**
 * The connection (for HTTP/2: the stream) that a request came by, as far as handlers need to know
 * of it.
 */
public interface ClientConnection {
  /** A connection that never closes: for requests from inside the process. */
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

  /** Whether the client can still get an answer. */
  boolean isOpen();

  /**
   * Runs {@code action} once when the client goes away before its answer; at once where it has
   * gone.
   */
  void onClose(Runnable action);

  /** Whether the request came by TLS. */
  boolean isSecure();

  /** The version of TLS that the request came by, {@code 1.2} or {@code 1.3}; null for none. */
  default String tlsVersion() {
    return null;
  }

  /** The cipher suite of TLS by its name in the RFCs; null where there is no TLS. */
  default String cipherSuite() {
    return null;
  }

  /** The client's IP address in text form. */
  String remoteAddress();
}
