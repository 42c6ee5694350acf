package dev.brume.dynamodb.partiql;

import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Nesting;
import dev.brume.dynamodb.item.NumberEncoding;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses the operands of a statement: paths, literals, parameters, functions, sums. */
final class PartiQlOperands {
  private final PartiQlTokens tokens;
  private final List<ItemValue> parameters;
  private int used;
  private int depth;

  PartiQlOperands(PartiQlTokens tokens, List<ItemValue> parameters) {
    this.tokens = tokens;
    this.parameters = parameters;
  }

  /** The number of parameters used. */
  int used() {
    return used;
  }

  void enter() {
    if (++depth > Nesting.MAX_LEVELS) {
      throw PartiQlTokens.malformed("Nesting is too deep");
    }
  }

  void leave() {
    depth--;
  }

  /** An item: a map. */
  ItemValue item() {
    ItemValue item = literal();
    if (item == null || item.type() != AttributeType.M) {
      throw tokens.unexpected();
    }
    return item;
  }

  /** Candidates of IN, in brackets or parentheses. */
  List<Operand> candidates() {
    boolean bracket = tokens.takeSymbol("[");
    if (!bracket) {
      tokens.expectSymbol("(");
    }
    List<Operand> candidates = new ArrayList<>();
    do {
      candidates.add(operand());
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol(bracket ? "]" : ")");
    return candidates;
  }

  /** A path, literal, parameter or function of a condition. */
  Operand operand() {
    Operand operand = single();
    if (!(operand instanceof Operand.Call call)) {
      return operand;
    }
    boolean condition =
        switch (call.name()) {
          case "size", "begins_with", "contains" -> true;
          case "attribute_type" ->
              call.arguments().getLast() instanceof Operand.Literal literal
                  && literal.value().type() == AttributeType.S;
          default -> false;
        };
    if (!condition || call.arguments().stream().anyMatch(each -> !isPlain(each))) {
      throw PartiQlTokens.malformed("Unexpected function: " + call.name());
    }
    return operand;
  }

  private static boolean isPlain(Operand operand) {
    return operand instanceof Path || operand instanceof Operand.Literal;
  }

  /** Refuses invalid operands of SET: the only function with a storable value is list_append. */
  static void checkSet(Operand operand) {
    switch (operand) {
      case Operand.Arithmetic sum -> {
        checkSet(sum.left());
        checkSet(sum.right());
      }
      case Operand.Call call -> {
        if (!call.name().equals("list_append")) {
          throw PartiQlTokens.malformed("Unexpected function: " + call.name());
        }
        call.arguments().forEach(PartiQlOperands::checkSet);
      }
      default -> {
        // a value, or a path to one
      }
    }
  }

  /** A value, or a sum or difference of two. */
  Operand sum() {
    Operand left = single();
    if (tokens.takeSymbol("+")) {
      return new Operand.Arithmetic(false, left, single());
    }
    return tokens.takeSymbol("-") ? new Operand.Arithmetic(true, left, single()) : left;
  }

  private Operand single() {
    ItemValue literal = literal();
    if (literal != null) {
      return new Operand.Literal(literal);
    }
    int mark = tokens.mark();
    PartiQlTokens.Piece piece = tokens.peek();
    if (piece.kind() == PartiQlTokens.Kind.WORD) {
      tokens.take();
      if (tokens.takeSymbol("(")) {
        return call(piece.text().toLowerCase(Locale.ROOT));
      }
      tokens.back(mark);
    }
    return path();
  }

  private Operand call(String name) {
    enter();
    List<Operand> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol(")");
    leave();
    int wanted =
        switch (name) {
          case "size" -> 1;
          case "begins_with",
              "contains",
              "attribute_type",
              "list_append",
              "set_add",
              "set_delete" ->
              2;
          default -> throw Validation.error("Unsupported operation in PartiQL: " + name);
        };
    if (arguments.size() != wanted) {
      throw PartiQlTokens.malformed("Wrong number of arguments of " + name);
    }
    return new Operand.Call(name, arguments);
  }

  /** A path: names separated by points, indexes in brackets. */
  Path path() {
    List<Path.Step> steps = new ArrayList<>();
    steps.add(named());
    while (true) {
      if (tokens.takeSymbol(".")) {
        steps.add(named());
      } else if (tokens.takeSymbol("[")) {
        steps.add(place());
        tokens.expectSymbol("]");
      } else if (steps.size() > Nesting.MAX_LEVELS) {
        throw PartiQlTokens.malformed("Nesting is too deep");
      } else {
        return new Path(steps);
      }
    }
  }

  private Path.Step named() {
    PartiQlTokens.Piece piece = tokens.peek();
    if (piece.kind() != PartiQlTokens.Kind.WORD && piece.kind() != PartiQlTokens.Kind.QUOTED_NAME) {
      throw tokens.unexpected();
    }
    return Path.Step.named(tokens.take().text());
  }

  private Path.Step place() {
    if (tokens.peek().kind() != PartiQlTokens.Kind.NUMBER) {
      throw tokens.unexpected();
    }
    try {
      return Path.Step.at(Integer.parseInt(tokens.take().text()));
    } catch (NumberFormatException e) {
      throw PartiQlTokens.malformed("A place in a list is a whole number");
    }
  }

  /** A literal or a parameter; null if the next token begins neither. */
  private ItemValue literal() {
    PartiQlTokens.Piece piece = tokens.peek();
    return switch (piece.kind()) {
      case TEXT -> ItemValue.text(tokens.take().text());
      case NUMBER -> number(tokens.take().text());
      case WORD -> word(piece.text().toLowerCase(Locale.ROOT));
      case SYMBOL -> symbol(piece.text());
      case QUOTED_NAME, END -> null;
    };
  }

  private static ItemValue number(String text) {
    return ItemValue.scalar(AttributeType.N, NumberEncoding.parse(text));
  }

  private ItemValue word(String word) {
    ItemValue value =
        switch (word) {
          case "true" -> ItemValue.truth(true);
          case "false" -> ItemValue.truth(false);
          case "null" -> ItemValue.nothing();
          default -> null;
        };
    if (value != null) {
      tokens.take();
    }
    return value;
  }

  private ItemValue symbol(String symbol) {
    switch (symbol) {
      case "?" -> {
        tokens.take();
        if (used == parameters.size()) {
          throw Validation.error("Number of parameters in request and statement don't match.");
        }
        return parameters.get(used++);
      }
      case "-" -> {
        tokens.take();
        if (tokens.peek().kind() != PartiQlTokens.Kind.NUMBER) {
          throw tokens.unexpected();
        }
        return number("-" + tokens.take().text());
      }
      case "{" -> {
        return map();
      }
      case "[" -> {
        return list("[", "]");
      }
      case "<<" -> {
        return list("<<", ">>");
      }
      default -> {
        return null;
      }
    }
  }

  private ItemValue map() {
    enter();
    tokens.expectSymbol("{");
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(AttributeType.M);
    if (!tokens.takeSymbol("}")) {
      do {
        if (tokens.peek().kind() != PartiQlTokens.Kind.TEXT) {
          throw tokens.unexpected();
        }
        writer.name(tokens.take().text());
        tokens.expectSymbol(":");
        writer.copy(element());
      } while (tokens.takeSymbol(","));
      tokens.expectSymbol("}");
    }
    writer.end(begun);
    leave();
    return writer.value();
  }

  private ItemValue element() {
    ItemValue element = literal();
    if (element == null) {
      throw tokens.unexpected();
    }
    return element;
  }

  private ItemValue list(String open, String close) {
    enter();
    tokens.expectSymbol(open);
    List<ItemValue> elements = new ArrayList<>();
    if (!tokens.takeSymbol(close)) {
      do {
        elements.add(element());
      } while (tokens.takeSymbol(","));
      tokens.expectSymbol(close);
    }
    leave();
    AttributeType type = open.equals("[") ? AttributeType.L : setType(elements);
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(type);
    elements.forEach(writer::copy);
    writer.end(begun);
    return writer.value();
  }

  private static AttributeType setType(List<ItemValue> elements) {
    if (elements.isEmpty()) {
      throw Validation.parameter("An set may not be empty");
    }
    AttributeType type = elements.getFirst().type();
    boolean mixed = elements.stream().anyMatch(element -> element.type() != type);
    if (mixed || !type.isOrdered()) {
      throw PartiQlTokens.malformed("A set has strings, numbers or binaries of one type");
    }
    if (elements.stream().distinct().count() < elements.size()) {
      throw Validation.error("Input collection contains duplicates");
    }
    return switch (type) {
      case S -> AttributeType.SS;
      case N -> AttributeType.NS;
      default -> AttributeType.BS;
    };
  }
}
