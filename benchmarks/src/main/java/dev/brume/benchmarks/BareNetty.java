package dev.brume.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What no server on Netty can beat: reads requests with Netty's decoder and writes the very bytes
 * that Brume answered, recorded in one file a target.
 */
public final class BareNetty {
  private BareNetty() {}

  /** Arguments: the port, and the folder with the recorded answers. */
  public static void main(String[] arguments) throws Exception {
    Map<String, byte[]> answers = new HashMap<>();
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      for (Path file : files.toList()) {
        answers.put("AmazonSQS." + file.getFileName(), Files.readAllBytes(file));
      }
    }
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpRequestDecoder(), new Answers(answers));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Answers extends ChannelInboundHandlerAdapter {
    private final Map<String, byte[]> answers;
    private byte[] answer;

    Answers(Map<String, byte[]> answers) {
      this.answers = answers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest request) {
        answer = answers.get(request.headers().get("X-Amz-Target"));
      }
      if (message instanceof LastHttpContent) {
        ByteBuf bytes = ctx.alloc().directBuffer(answer.length).writeBytes(answer);
        ctx.write(bytes);
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
