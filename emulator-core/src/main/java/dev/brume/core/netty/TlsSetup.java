package dev.brume.core.netty;

import dev.brume.core.http.ServerCertificate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS connections: certificate, handshake, and the choice of the inner protocol. Neither this class
 * nor its dependencies are loaded before the first client uses TLS.
 */
final class TlsSetup {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final SslContext context;

  TlsSetup(ServerCertificate certificate) throws IOException {
    this.context =
        SslContextBuilder.forServer(
                stream(certificate.certificatesPem()), stream(certificate.privateKeyPem()))
            .sslProvider(SslProvider.JDK)
            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1))
            .build();
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** Adds the handlers of an encrypted connection at the end of its pipeline. */
  void begin(Connection connection) {
    Channel channel = connection.channel();
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(connection.front().limits().headMillis());
    connection.secure();
    channel.pipeline().addLast(handler, new Handshake(connection, handler));
  }

  /** Waits for the end of the handshake and continues with the negotiated protocol. */
  private static final class Handshake extends ChannelInboundHandlerAdapter
      implements Connection.Stage {
    private final Connection connection;
    private final SslHandler tls;

    Handshake(Connection connection, SslHandler tls) {
      this.connection = connection;
      this.tls = tls;
      connection.stage(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        context.close();
      }
      if (!(event instanceof SslHandshakeCompletionEvent completion)) {
        context.fireUserEventTriggered(event);
        return;
      }
      if (!completion.isSuccess()) {
        LOG.debug("A TLS handshake failed: {}", String.valueOf(completion.cause().getMessage()));
        context.close();
        return;
      }
      if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
        Http2Setup.begin(connection);
      } else {
        context.pipeline().addLast(new ProtocolDetector(connection));
      }
      context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("A TLS handshake failed: {}", String.valueOf(cause.getMessage()));
      context.close();
    }

    @Override
    public void tick(long nowMillis) {
      // The handshake has its own timeout.
    }

    @Override
    public boolean isIdle() {
      return false;
    }

    @Override
    public long since() {
      return connection.loop().nowMillis();
    }

    @Override
    public void stop() {
      connection.channel().close();
    }
  }
}
