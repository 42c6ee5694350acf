package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Member;
import java.util.ArrayList;
import java.util.List;

/** The position in a walk through an input: members, list positions (from 0), map keys. */
final class ValuePath {
  private final List<Object> steps = new ArrayList<>();

  void enter(Member member) {
    steps.add(member);
  }

  void enter(int position) {
    steps.add(position);
  }

  void enter(String key) {
    steps.add(key);
  }

  void leave() {
    steps.remove(steps.size() - 1);
  }

  /** The model's name of the last member entered. */
  String lastMember() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof Member member) {
        return member.name();
      }
    }
    return "";
  }

  /** As AWS writes it: {@code entries.1.member.id}, {@code requestItems.someTable.member.keys}. */
  String dotted() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      switch (step) {
        case Member member -> text.append(ValueText.lowerFirst(member.name()));
        case Integer position -> text.append(position + 1).append(".member");
        default -> text.append(step).append(".member");
      }
    }
    return text.toString();
  }

  /** As a JSON pointer: {@code /entries/0/Id}. */
  String pointer() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      text.append('/').append(step instanceof Member member ? member.name() : step.toString());
    }
    return text.toString();
  }
}
