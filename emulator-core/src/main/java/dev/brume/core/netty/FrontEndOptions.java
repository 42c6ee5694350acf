package dev.brume.core.netty;

import dev.brume.core.http.ConnectionCounters;
import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.ServerCertificate;

/**
 * The settings of a front end.
 *
 * @param limits the limits on input sizes and waiting times
 * @param ioThreads the number of I/O threads, at least 1
 * @param nativeTransport whether to use epoll if the system has it
 * @param certificate the certificate for TLS clients
 * @param traffic counts connections and bytes
 */
public record FrontEndOptions(
    HttpLimits limits,
    int ioThreads,
    boolean nativeTransport,
    ServerCertificate certificate,
    ConnectionCounters traffic) {

  /** Default limits, one thread per core, the native transport, the bundled certificate. */
  public static FrontEndOptions defaults() {
    return new FrontEndOptions(
        HttpLimits.DEFAULT,
        Runtime.getRuntime().availableProcessors(),
        true,
        ServerCertificate.BUNDLED,
        new ConnectionCounters());
  }

  /** The same with other limits. */
  public FrontEndOptions withLimits(HttpLimits other) {
    return new FrontEndOptions(other, ioThreads, nativeTransport, certificate, traffic);
  }

  /** The same with another number of I/O threads. */
  public FrontEndOptions withIoThreads(int number) {
    return new FrontEndOptions(limits, number, nativeTransport, certificate, traffic);
  }

  /** The same with or without the native transport. */
  public FrontEndOptions withNativeTransport(boolean wanted) {
    return new FrontEndOptions(limits, ioThreads, wanted, certificate, traffic);
  }

  /** The same with another certificate. */
  public FrontEndOptions withCertificate(ServerCertificate other) {
    return new FrontEndOptions(limits, ioThreads, nativeTransport, other, traffic);
  }

  /** The same with other counters. */
  public FrontEndOptions withTraffic(ConnectionCounters other) {
    return new FrontEndOptions(limits, ioThreads, nativeTransport, certificate, other);
  }
}
