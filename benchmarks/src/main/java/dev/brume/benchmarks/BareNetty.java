package dev.brume.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What no server on Netty can beat: reads requests with Netty's decoder, throws their bodies away,
 * and writes the very bytes that Brume answered, recorded in one file a kind of requests.
 */
public final class BareNetty {
  private static final byte[] UNKNOWN =
      "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".getBytes();

  private final Path folder;
  private final Map<String, ByteBuf> answers = new ConcurrentHashMap<>();

  private BareNetty(Path folder) {
    this.folder = folder;
  }

  /** Arguments: the port, and the folder with the recorded answers. */
  public static void main(String[] arguments) throws Exception {
    new BareNetty(Path.of(arguments[1])).run(Integer.parseInt(arguments[0]));
  }

  private void run(int port) throws InterruptedException {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    HttpDecoderConfig decoding = new HttpDecoderConfig().setMaxChunkSize(Integer.MAX_VALUE);
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpRequestDecoder(decoding), new Answers());
              }
            })
        .bind("127.0.0.1", port)
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private ByteBuf answer(HttpRequest request) {
    String operation = request.headers().get("X-Amz-Target");
    String kind =
        operation != null
            ? operation
            : Recording.kind(request.method().name(), request.uri(), null);
    return answers.computeIfAbsent(kind, this::load);
  }

  private ByteBuf load(String kind) {
    byte[] bytes = UNKNOWN;
    try {
      bytes = Files.readAllBytes(folder.resolve(kind));
    } catch (IOException e) {
      System.err.println("Nothing is recorded of " + kind);
    }
    return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
  }

  private final class Answers extends ChannelInboundHandlerAdapter {
    private ByteBuf answer;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest request) {
        answer = answer(request);
      }
      if (message instanceof LastHttpContent) {
        ctx.write(answer.duplicate());
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
