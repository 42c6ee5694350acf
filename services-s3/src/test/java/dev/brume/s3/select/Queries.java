package dev.brume.s3.select;

import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.s3.S3Options;
import dev.brume.s3.S3Wire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Queries over one object of an S3 behind its gateway: objects in, events or errors out. */
final class Queries {
  static final String TARGET = "/data/object?select&select-type=2";
  private static final long PATIENCE_SECONDS = 60;

  /** Runs queries beside their readers, for whom they wait, and all else at once. */
  private static final class Background implements Executor {
    private volatile boolean querying;

    @Override
    public void execute(Runnable work) {
      if (querying) {
        Thread.ofVirtual().start(work);
      } else {
        work.run();
      }
    }
  }

  private final S3Wire wire;
  private final Background background;
  private final String input;
  private final String output;
  private final String further;

  private Queries(S3Wire wire, Background background, String input, String output, String further) {
    this.wire = wire;
    this.background = background;
    this.input = input;
    this.output = output;
    this.further = further;
  }

  /** Queries over an object of that content, in CSV without header, answered in CSV. */
  static Queries over(byte[] content) {
    Background background = new Background();
    S3Wire wire = new S3Wire(S3Options.DEFAULTS, background).create("data");
    wire.send("PUT", "/data/object", content).hasStatus(200);
    return new Queries(wire, background, "<CSV/>", "<CSV/>", "");
  }

  static Queries over(String content) {
    return over(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The same object read as {@code elements} of InputSerialization say. */
  Queries in(String elements) {
    return new Queries(wire, background, elements, output, further);
  }

  /** The same query answered as {@code elements} of OutputSerialization say. */
  Queries out(String elements) {
    return new Queries(wire, background, input, elements, further);
  }

  /** The same query with further elements of the request. */
  Queries with(String elements) {
    return new Queries(wire, background, input, output, elements);
  }

  S3Wire wire() {
    return wire;
  }

  /** What the query gives, with line ends as they are. */
  String select(String expression) {
    return events(expression).records();
  }

  /** The events of a query that is answered. */
  SelectedEvents events(String expression) {
    HttpResponse response = send(request(expression));
    if (response.status() != 200) {
      throw new AssertionError(S3Wire.read(response).text());
    }
    return SelectedEvents.of(response);
  }

  /** The refusal of a query. */
  S3Wire.Answer refusal(String expression) {
    return refusalOf(request(expression));
  }

  /** The refusal of a request of which that is the body. */
  S3Wire.Answer refusalOf(String body) {
    HttpResponse response = send(body);
    if (response.status() == 200) {
      throw new AssertionError("Answered: " + SelectedEvents.of(response).messages());
    }
    return S3Wire.read(response);
  }

  HttpResponse send(String body) {
    background.querying = true;
    try {
      CompletableFuture<HttpResponse> response =
          wire.start("POST", TARGET, new RequestBody.Whole(body.getBytes(StandardCharsets.UTF_8)));
      return response.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } finally {
      background.querying = false;
    }
  }

  /** The body of a request. */
  String request(String expression) {
    return "<SelectObjectContentRequest xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "<Expression>"
        + expression.replace("&", "&amp;").replace("<", "&lt;")
        + "</Expression><ExpressionType>SQL</ExpressionType><InputSerialization>"
        + input
        + "</InputSerialization><OutputSerialization>"
        + output
        + "</OutputSerialization>"
        + further
        + "</SelectObjectContentRequest>";
  }
}
