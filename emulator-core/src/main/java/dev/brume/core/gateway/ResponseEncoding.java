package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.OriginRules;
import dev.brume.core.schema.FileStream;
import dev.brume.core.schema.Struct;

/** Builds responses from results and errors, with the headers that every response carries. */
final class ResponseEncoding {
  private final CrossOrigin crossOrigin;

  ResponseEncoding(CrossOrigin crossOrigin) {
    this.crossOrigin = crossOrigin;
  }

  /**
   * The same response after its bytes have been verified against their checksums; blocks until
   * then.
   */
  static HttpResponse verified(HttpResponse response) {
    ((FileStream) response.stream()).verify();
    return response;
  }

  /** The complete response to an operation's output. */
  HttpResponse finished(Exchange exchange, Struct output) {
    return finish(exchange, encoded(exchange, output));
  }

  /** The encoded response. */
  HttpResponse encoded(Exchange exchange, Struct output) {
    exchange.output = output;
    HttpResponse response =
        exchange.protocol.encode(
            exchange.service.schema(), exchange.operation(), output, exchange.requestId);
    int status = exchange.service.dialect().status(exchange.operation(), output, response.status());
    exchange.service.dialect().addHeaders(exchange.context, response.headers());
    return response.withStatus(status);
  }

  /** The complete response to a refused request. */
  HttpResponse error(Exchange exchange, AwsError failure) {
    AwsError error = exchange.service.dialect().worded(failure, exchange.protocol.id());
    exchange.error = error;
    HttpResponse response =
        exchange.protocol.encodeError(
            exchange.service.schema(), exchange.operation(), error, exchange.requestId);
    return finish(exchange, response);
  }

  /** Adds the headers that every response of a service carries. */
  HttpResponse finish(Exchange exchange, HttpResponse response) {
    exchange.service.dialect().addHeaders(response.headers(), exchange.requestId);
    return finish(
        exchange.original,
        exchange.originRules,
        exchange.service.dialect().sent(exchange.original, response));
  }

  /** Adds the headers that every response carries, whatever produced it. */
  HttpResponse finish(HttpRequest request, OriginRules rules, HttpResponse response) {
    response.headers().add("x-localstack", "true");
    if (rules == null) {
      crossOrigin.decorate(request, response.headers());
    } else {
      rules.decorate(response.headers());
    }
    return response;
  }
}
